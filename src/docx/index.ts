export {type Comment, commentDocx} from "./comment.js";
export {isArchive} from "./parts.js";
export {type Docx, DocxRefused, readDocx} from "./read.js";
