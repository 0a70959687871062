import type { ReasonCode } from '../reasons.js';
import type { Role, Viewer } from '../roles.js';
import type { Facts } from './facts.js';
import type { Refusal } from './refusal.js';
import type { CommentErasure, EventDetails, Input, Lifecycles, TimerSettings } from './rule.js';
import type { LifecycleSubject, SubjectScope } from './subject.js';

/** One command as it was asked for. */
export interface TransitionRequest {
  readonly kind: string;
  /** As in the table: `startProduction`. */
  readonly command: string;
  /** Null for a command that creates its subject. */
  readonly subjectId: string | null;
  readonly input: Input;
  readonly reason: ReasonCode | null;
  readonly comment: string | null;
  /** Refused as `VersionConflict` when the subject has another version; null: any. */
  readonly expectedVersion: number | null;
  readonly viewer: Viewer;
}

/** All that a decision depends on besides the request. */
export interface DecisionContext {
  readonly lifecycles: Lifecycles;
  readonly facts: Facts;
  readonly now: Date;
  readonly settings: TimerSettings;
  /** Makes the id of a new subject with the prefix. Called in the same order whenever the same request is decided anew. */
  newId(prefix: string): string;
}

/** An event as decided: everything but its id, cursor, position and MAC. */
export interface EventDraft {
  readonly subjectKind: string;
  readonly subjectId: string;
  /** The subject's version after it. */
  readonly sequence: number;
  /** As a constant: `START_PRODUCTION`. */
  readonly command: string;
  /** Null for a creation, and of configuration. */
  readonly from: string | null;
  /** Null only of configuration. */
  readonly to: string | null;
  readonly reason: ReasonCode | null;
  readonly comment: string | null;
  readonly errorCode: string | null;
  readonly actorId: string;
  readonly actorRole: Role;
  /** Index, among the changes of the same decision, of the one whose effect this is. */
  readonly causedBy: number | null;
  /** The subject's ties after the event. */
  readonly scope: SubjectScope;
  /** The holder and account before it, where the event changed them. */
  readonly previousHolderId: string | null;
  readonly previousAccountId: string | null;
  readonly details: EventDetails;
}

/** One subject's change with the one event that tells it. */
export interface Change {
  readonly kind: string;
  /** Null for a creation. */
  readonly before: LifecycleSubject | null;
  readonly after: LifecycleSubject;
  readonly event: EventDraft;
  /** The comments that it removes from earlier events. */
  readonly erased: readonly CommentErasure[];
}

/** What a request leads to. */
export type Decision =
  /** The commanded subject's change first, then those of effects in row order. */
  | { readonly type: 'ACCEPTED'; readonly changes: readonly [Change, ...Change[]] }
  /** A repeated report: nothing changes; answered by the first event that entered one of the states. */
  | { readonly type: 'REPLAYED'; readonly subject: LifecycleSubject; readonly states: readonly string[] }
  | { readonly type: 'REFUSED'; readonly refusal: Refusal };
