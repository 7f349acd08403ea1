/** What the site may show, as its pages say: published, filters or analyst. */
export const edition = (): string | undefined =>
  document.querySelector<HTMLMetaElement>("meta[name=yearbook-edition]")?.content;
