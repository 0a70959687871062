import { createHmac, timingSafeEqual } from 'node:crypto';
import { CodedError } from '../coded-error.js';
import { cursorScope } from '../persistence/tenant-scope.js';

const SIGNATURE_BYTES = 12;

/** Status cursors that are remembered: all who follow a log are told the same few, each as that of an event and of the one before the next. */
const REMEMBERED = 1_024;

/** Makes and reads cursors: opaque, signed, and bound to their tenant. A status cursor is a deterministic function of (tenant, position). */
export interface CursorCodec {
  statusCursor(tenantId: string, position: number): string;
  /** The position of a status cursor. Throws CURSOR_INVALID for one that is malformed or another tenant's. */
  positionOf(tenantId: string, cursor: string): number;
  /** A page's cursor: `list` names what is paged, `key` is the last row's sort key. */
  pageCursor(tenantId: string, list: string, key: string): string;
  /** The sort key in a page's cursor. Throws CURSOR_INVALID for one that is malformed, of another list, or another tenant's. */
  pageKeyOf(tenantId: string, list: string, cursor: string): string;
}

/** Creates the codec of a deployment; all replicas share the key (at least 32 bytes). */
export function createCursorCodec(key: Buffer): CursorCodec {
  const sign = (purpose: string, tenantId: string, content: string) =>
    createHmac('sha256', key)
      .update(cursorScope(purpose, tenantId, content))
      .digest()
      .subarray(0, SIGNATURE_BYTES);
  const seal = (purpose: string, tenantId: string, content: string) =>
    Buffer.concat([sign(purpose, tenantId, content), Buffer.from(content)]).toString('base64url');
  const open = (purpose: string, tenantId: string, cursor: string): string => {
    const bytes = Buffer.from(cursor, 'base64url');
    const content = bytes.subarray(SIGNATURE_BYTES).toString();
    const isOurs =
      bytes.length > SIGNATURE_BYTES &&
      timingSafeEqual(bytes.subarray(0, SIGNATURE_BYTES), sign(purpose, tenantId, content));
    if (!isOurs || bytes.toString('base64url') !== cursor) throw invalidCursor();
    return content;
  };
  return {
    statusCursor: remember((tenantId, position) => seal('status', tenantId, position.toString(36))),
    positionOf: (tenantId, cursor) => parseInt(open('status', tenantId, cursor), 36),
    pageCursor: (tenantId, list, pageKey) => seal(`page ${list}`, tenantId, pageKey),
    pageKeyOf: (tenantId, list, cursor) => open(`page ${list}`, tenantId, cursor),
  };
}

/** The same function, but what it answered of late is not made again: the last {@link REMEMBERED} and as many before these. */
function remember(make: CursorCodec['statusCursor']): CursorCodec['statusCursor'] {
  let made = new Map<string, string>();
  let before = made;
  return (tenantId, position) => {
    const name = `${position} ${tenantId}`;
    const known = made.get(name) ?? before.get(name);
    if (known !== undefined) return known;
    if (made.size === REMEMBERED) [made, before] = [new Map<string, string>(), made];
    const cursor = make(tenantId, position);
    made.set(name, cursor);
    return cursor;
  };
}

function invalidCursor(): CodedError {
  return new CodedError('CURSOR_INVALID', 'Give a cursor as this field returned it, or none to begin anew.');
}
