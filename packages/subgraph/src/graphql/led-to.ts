import type { GraphQLOutputType } from 'graphql';
import { getNamedType, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { isMarkedAsEvent, subjectKindOf } from './access.js';

/** What the objects behind a field are: events, subjects of one kind, or subjects of several, which tell it as their `subjectKind`. */
export type LedTo =
  | { readonly type: 'EVENTS' }
  | { readonly type: 'SUBJECTS'; readonly kind: string }
  | { readonly type: 'MIXED'; readonly kinds: ReadonlySet<unknown> };

/** The fields of pages that hold their items as they are. */
const PAGE_LISTS = ['nodes', 'items'];

/** What a field leads to by itself or in a list; null when that is neither subjects nor events. */
export function ledTo(type: GraphQLOutputType): LedTo | null {
  const named = getNamedType(type);
  if (isUnionType(named)) return ledToByUnion(named.getTypes().map(subjectKindOf));
  if (isInterfaceType(named)) return isMarkedAsEvent(named) ? { type: 'EVENTS' } : null;
  if (!isObjectType(named)) return null;
  if (named.getInterfaces().some(isMarkedAsEvent)) return { type: 'EVENTS' };
  const kind = subjectKindOf(named);
  return kind === undefined ? null : { type: 'SUBJECTS', kind };
}

/** As {@link ledTo}, also through the pages of lists. */
export function ledToThroughPages(type: GraphQLOutputType): LedTo | null {
  const named = getNamedType(type);
  const fields = isObjectType(named) ? named.getFields() : {};
  const lists = PAGE_LISTS.map((name) => fields[name]).filter((field) => field !== undefined);
  return ledTo(type) ?? lists.map((field) => ledTo(field.type)).find((each) => each !== null) ?? null;
}

/** Subjects alone: the union of what a command is answered leads to nothing by itself. */
function ledToByUnion(kinds: readonly (string | undefined)[]): LedTo | null {
  return kinds.includes(undefined) ? null : { type: 'MIXED', kinds: new Set(kinds) };
}
