import type { UnknownValue } from '../unknown-value.js';
import type { Refusal } from '../__generated__/refusals.js';
import type { TypeDecoration } from '../typed-document.js';

/** What every call takes besides its own arguments. */
export interface CallOptions {
  /** Ends the call; it then throws the signal’s reason. What was sent may take effect all the same. */
  readonly signal?: AbortSignal | undefined;
  /** How long the call may take with all its retries, in milliseconds; absent: as `createTessera` was told. */
  readonly timeoutMs?: number | undefined;
}

/** What lists take besides. */
export interface ListOptions extends CallOptions {
  /** How many items a page has at most: 1 to 200 (of `events`: 1,000). Absent: as the server likes. */
  readonly first?: number | undefined;
  /** Begin after this cursor: the `endCursor` of an earlier page. */
  readonly after?: string | undefined;
}

/** How a stream stands. `connecting`: there is none, and it is being got back. `catching-up`: it tells what happened meanwhile. */
export type WatchStatus = 'connecting' | 'catching-up' | 'live' | 'closed';

/** What streams take besides their filter. */
export interface WatchOptions {
  /** Ends the stream; the loop then throws the signal’s reason. To end it quietly, leave the loop. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every change of how the stream stands; a throw of it ends the stream with that error. */
  readonly onStatus?: ((status: WatchStatus) => void) | undefined;
}

/**
 * A document of one’s own in place of the default, as a string: from one’s own codegen (`documentMode: 'string'`), or written in place.
 * It takes the same variables, has the same root field and no other, and selects what the client needs: a command `__typename`, a list
 * `pageInfo { hasNextPage endCursor }`, a stream `cursor previousCursor`. Lists and streams go on by its variable `$after`.
 */
export interface OwnDocument<Data> {
  readonly document: TypeDecoration<Data, never> & { toString(): string };
}

/** The one root field of an answer. */
export type RootOf<Data> = unknown extends Data ? unknown : Data[Exclude<keyof Data, '__typename'>];

/** The items of a list’s root field. */
export type NodeOf<Root> = unknown extends Root
  ? unknown
  : Root extends { readonly nodes: readonly (infer Node)[] }
    ? Node
    : never;

/** The items of a page of the log. */
export type ItemOf<Root> = unknown extends Root
  ? unknown
  : Root extends { readonly items: readonly (infer Item)[] }
    ? Item
    : never;

/** The events of a subject’s history. */
export type HistoryNodeOf<Root> = unknown extends Root
  ? unknown
  : NodeOf<NonNullable<Root> extends { readonly history: infer History } ? History : never>;

/** A subject’s options, or null where there is no subject. */
export type TransitionsOf<Root> = unknown extends Root
  ? unknown
  : Root extends { readonly availableTransitions: infer Options }
    ? Options
    : null extends Root
      ? null
      : never;

/** What a command takes besides the id. `Demanded` names what the rules demand although the schema says optional. */
export type CommandInput<Input, Demanded extends keyof Input = never> = Omit<Input, 'id' | Demanded> & {
  readonly [Field in Demanded]-?: NonNullable<Input[Field]>;
};

/** The types of all refusals. */
export type RefusalName = Refusal['__typename'];

/** What a command answers when it is accepted; refusals are thrown. */
export type Accepted<Root> = Exclude<Root, { readonly __typename?: RefusalName }>;

/** A member of a result’s union that this version does not know; of a refusal `code`, `message` and `retryable` are there. */
export interface UnknownResult {
  readonly __typename: UnknownValue;
  readonly code?: string;
  readonly message?: string;
  readonly retryable?: boolean;
}
