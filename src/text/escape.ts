const characters: Record<string, string> = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"};

/** Text that stands in HTML, SVG or XML as it is, between tags or in an attribute of double quotation marks. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, character => characters[character]!);
