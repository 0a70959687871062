import type { DocumentNode } from 'graphql';
import { BREAK, visit } from 'graphql';

const known = new WeakMap<DocumentNode, boolean>();

/**
 * Whether a document selects a field named `statusCursor`, anywhere and through fragments: then the head of the log must be read before
 * anything else of the request, or of the event. Remembers its answer with the document.
 */
export function selectsStatusCursor(document: DocumentNode): boolean {
  const before = known.get(document);
  if (before !== undefined) return before;
  let isSelected = false;
  visit(document, {
    Field: ({ name }) => {
      if (name.value !== 'statusCursor') return undefined;
      isSelected = true;
      return BREAK;
    },
  });
  known.set(document, isSelected);
  return isSelected;
}
