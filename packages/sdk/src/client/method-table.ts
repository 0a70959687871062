/** How a method is carried out, what it sends, and what its first argument is called where that is not `id`. */
export type MethodRow =
  | readonly [kind: PlainKind, document: string, argument?: string]
  | readonly [kind: 'watchOne', reads: string, argument: string, changes: string];

type PlainKind =
  | 'get'
  | 'read'
  | 'ask'
  | 'list'
  | 'transitions'
  | 'history'
  | 'log'
  | 'watch'
  | 'command'
  | 'creation'
  /** A command that takes no idempotency key: every call is one of its own, and none is sent again. */
  | 'commandOnce';

/** How a method is called, what it answers, and how the client carries it out. */
export type MethodKind = MethodRow[0];

/** All methods, by resource and name. */
export type MethodTable = Readonly<Record<string, Readonly<Record<string, MethodRow>>>>;
