import type { ProductionErrorCode, ReasonCode, Role } from '@tessera/lifecycle';

/** Where a command came from, as the GraphQL enum `TransitionChannel` spells it. */
export const TRANSITION_CHANNELS = {
  API: 'A call of the API.',
  CONSOLE: 'The operator’s console, as the client says; informational, nothing depends on it.',
  JOB: 'A timer or a job.',
  PRODUCTION: 'A production channel.',
} as const;

/** One of the channels above. */
export type TransitionChannel = keyof typeof TRANSITION_CHANNELS;

/** One event of a tenant's log, as it is stored: everything that filters and permissions may ask is as of the event. */
export interface StatusEvent {
  readonly tenantId: string;
  /** 1, 2, 3 … in commit order, without gaps, a tenant. */
  readonly position: number;
  readonly id: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** The subject's version after this event: 1, 2, 3 … without gaps. */
  readonly sequence: number;
  /** As a constant: `START_PRODUCTION`. */
  readonly command: string;
  readonly fromState: string | null;
  /** Null only of configuration. */
  readonly toState: string | null;
  readonly reason: ReasonCode | null;
  readonly comment: string | null;
  readonly errorCode: ProductionErrorCode | null;
  readonly actorId: string;
  readonly actorRole: Role;
  readonly channel: TransitionChannel;
  /** The event whose effect this is. */
  readonly causedBy: string | null;
  readonly requestId: string | null;
  readonly occurredAt: Date;
  readonly programId: string | null;
  readonly holderId: string | null;
  readonly previousHolderId: string | null;
  readonly accountId: string | null;
  readonly previousAccountId: string | null;
  readonly kioskId: string | null;
  /** Of a production operation's event: the card it produces. */
  readonly producibleId: string | null;
  /** Of a change of configuration: what changed, in words. */
  readonly summary: string | null;
  /** Of a reminder: how many days are left. */
  readonly daysLeft: number | null;
  /** With the comment's text, what its digest is made of; deleted with it by an erasure. */
  readonly commentSalt: string | null;
  /** Stands for the comment in the MAC. */
  readonly commentDigest: string | null;
  readonly macKeyId: string;
  /** HMAC-SHA256 over this row and its predecessor's MAC, base64url. */
  readonly mac: string;
}
