export * from './__generated__/documents.js';
export { possibleTypes } from './__generated__/possible-types.js';
export { createDocumentParser } from './typed-document.js';
export type { ResultOf, TypedDocument, TypeDecoration, VariablesOf } from './typed-document.js';
