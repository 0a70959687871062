import type { KeyObject } from 'node:crypto';
import type { StatusEvent } from './status-event.js';
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** The keys of the chain by id. New events are sealed with the current one; old ones stay verifiable with theirs. */
export interface MacKeys {
  readonly currentId: string;
  readonly keys: ReadonlyMap<string, KeyObject>;
}

/** Thrown when something was sealed with a key that is not among the given ones. */
export class MissingMacKeyError extends Error {
  constructor(readonly keyId: string) {
    super(
      `MAC key ${keyId} is not given: add it to TESSERA_MAC_KEYS; if there never was one of this id, it was tampered with.`,
    );
  }
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

/** Why an event breaks the chain; null when it does not. Throws a {@link MissingMacKeyError}. */
export function findChainFault(event: StatusEvent, previousMac: string, keys: MacKeys): string | null {
  if (computeMac(event, previousMac, keys.keys) !== event.mac)
    return 'the MAC does not fit the row and its predecessor';
  const isErased = event.comment === null && event.commentSalt === null;
  const fits =
    event.commentDigest === (event.comment === null ? null : digestComment(event.commentSalt ?? '', event.comment));
  return isErased || fits ? null : 'the comment does not fit its digest';
}

function computeMac(event: StatusEvent, previousMac: string, keys: MacKeys['keys']): string {
  return macOf(contentOf(event, previousMac), event.macKeyId, keys);
}

/** What an event's MAC is made of, as text. */
export function contentOf(event: StatusEvent, previousMac: string): string {
  const later = LATER_FIELDS.flatMap((field) => (event[field] === null ? [] : [[field, event[field]]]));
  return JSON.stringify([previousMac, ...SEALED_FIELDS.map((field) => event[field]), ...later]);
}

/** The MAC of a text under one of the keys, base64url. Throws a {@link MissingMacKeyError}. */
export function macOf(content: string, keyId: string, keys: MacKeys['keys']): string {
  const key = keys.get(keyId);
  if (key === undefined) throw new MissingMacKeyError(keyId);
  return createHmac('sha256', key).update(content).digest('base64url');
}

function digestComment(salt: string, comment: string): string {
  return createHash('sha256').update(`${salt}\0${comment}`).digest('base64url');
}
