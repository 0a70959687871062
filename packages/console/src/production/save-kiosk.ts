import type { KioskStatus, Refusal, Tessera } from '@tessera/sdk';
import type { CommandAnswer } from '../commands/call-command.js';

/** What a form says of a kiosk. */
export interface KioskValues {
  readonly id: string;
  /** Empty: in none. */
  readonly branch: string;
  readonly status: KioskStatus;
}

/** A kiosk to be saved. */
interface KioskSaving {
  readonly values: KioskValues;
  /** The one that it is changed on; undefined: it is new. */
  readonly version: number | undefined;
}

/** Registers a kiosk, or changes one. */
export async function saveKiosk(
  tessera: Tessera,
  { values: { id, branch, status }, version }: KioskSaving,
  idempotencyKey: string,
): Promise<CommandAnswer> {
  const { kiosks } = tessera.result;
  const input = { status, idempotencyKey, ...(branch === '' ? {} : { branch }) };
  const answer =
    version === undefined
      ? await kiosks.register({ id, ...input })
      : await kiosks.update(id, {
          ...input,
          expectedVersion: version,
          ...(branch === '' ? { unlinkBranch: true } : {}),
        });
  if (answer.__typename === 'KioskConfigured') return { isDone: true, result: answer };
  // Whatever is not done is refused; a later server’s refusal has a message too.
  return { isDone: false, refusal: answer as Refusal };
}
