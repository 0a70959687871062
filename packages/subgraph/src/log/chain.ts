import type { KeyObject } from 'node:crypto';
import type { StatusEvent } from './status-event.js';
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** The keys of the chain by id. New events are sealed with the current one; old ones stay verifiable with theirs. */
export interface MacKeys {
  readonly currentId: string;
  readonly keys: ReadonlyMap<string, KeyObject>;
}

/** An event before it is sealed. */
export type UnsealedEvent = Omit<StatusEvent, 'commentSalt' | 'commentDigest' | 'macKeyId' | 'mac'>;

/** What the first event of a tenant's log has as its predecessor's MAC. */
export const GENESIS_MAC = '';

/** The columns that a MAC covers, in this order for ever. The comment enters by its digest, so that erasing it leaves the chain whole. */
const SEALED_FIELDS = [
  'tenantId', 'position', 'id', 'subjectKind', 'subjectId', 'sequence', 'command', 'fromState', 'toState', 'reason',
  'commentDigest', 'errorCode', 'actorId', 'actorRole', 'channel', 'causedBy', 'requestId', 'occurredAt', 'programId',
  'holderId', 'previousHolderId', 'accountId', 'previousAccountId', 'kioskId', 'producibleId', 'macKeyId',
] as const satisfies readonly (keyof StatusEvent)[]; // prettier-ignore

/** Columns that came later, in this order for ever: each enters only where it holds something, so that older MACs stay what they are. */
const LATER_FIELDS = ['summary', 'daysLeft'] as const satisfies readonly (keyof StatusEvent)[];

/** Seals an event after its predecessor: adds to the given object what it lacks. A comment gets a salt of its own. */
export function sealEvent(event: UnsealedEvent, previousMac: string, { currentId, keys }: MacKeys): StatusEvent {
  const { comment } = event;
  const commentSalt = comment === null ? null : randomBytes(16).toString('base64url');
  const commentDigest = comment === null || commentSalt === null ? null : digestComment(commentSalt, comment);
  // Copying thirty fields an event would cost as much as its MAC.
  const sealed = Object.assign(event, { commentSalt, commentDigest, macKeyId: currentId, mac: '' });
  sealed.mac = computeMac(sealed, previousMac, keys);
  return sealed;
}

/** Why an event breaks the chain; null when it does not. */
export function findChainFault(event: StatusEvent, previousMac: string, keys: MacKeys): string | null {
  if (!keys.keys.has(event.macKeyId)) return `key ${event.macKeyId} is not known`;
  if (computeMac(event, previousMac, keys.keys) !== event.mac)
    return 'the MAC does not fit the row and its predecessor';
  const isErased = event.comment === null && event.commentSalt === null;
  const fits =
    event.commentDigest === (event.comment === null ? null : digestComment(event.commentSalt ?? '', event.comment));
  return isErased || fits ? null : 'the comment does not fit its digest';
}

function computeMac(event: StatusEvent, previousMac: string, keys: ReadonlyMap<string, KeyObject>): string {
  const key = keys.get(event.macKeyId);
  if (key === undefined) throw new Error(`No MAC key ${event.macKeyId}`);
  const later = LATER_FIELDS.flatMap((field) => (event[field] === null ? [] : [[field, event[field]]]));
  const content = JSON.stringify([previousMac, ...SEALED_FIELDS.map((field) => event[field]), ...later]);
  return createHmac('sha256', key).update(content).digest('base64url');
}

function digestComment(salt: string, comment: string): string {
  return createHash('sha256').update(`${salt}\0${comment}`).digest('base64url');
}
