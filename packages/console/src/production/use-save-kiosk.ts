import type { Kiosk, KioskStatus, Refusal, Tessera } from '@tessera/sdk';
import type { Outcome } from '../commands/use-command.js';
import { useRef, useState } from 'react';
import { createKey } from '../commands/create-key.js';
import { toFault } from '../live/to-fault.js';
import { useSession } from '../session/use-session.js';

/** What a form says of a kiosk. */
export interface KioskValues {
  readonly id: string;
  /** Empty: in none. */
  readonly branch: string;
  readonly status: KioskStatus;
}

/** Saves a kiosk, and says how that stands. */
export interface KioskSaver {
  readonly outcome: Outcome;
  /** Registers the values, or changes a kiosk to them; on another version than the one that was read where one is given. */
  readonly save: (values: KioskValues, version?: number) => Promise<void>;
}

/** A saver of one form. Sent again after a fault, the same values are saved once. `kiosk` is null where one is registered. */
export function useSaveKiosk(kiosk: Kiosk | null, onSaved: () => void): KioskSaver {
  const { tessera } = useSession();
  const [outcome, setOutcome] = useState<Outcome>({ at: 'IDLE' });
  const keys = useRef(new Map<string, string>());
  const save = async (values: KioskValues, version = kiosk?.version) => {
    const what = JSON.stringify([values, version]);
    const idempotencyKey = keys.current.get(what) ?? createKey();
    keys.current.set(what, idempotencyKey);
    setOutcome({ at: 'RUNNING' });
    const next = await send(tessera, { values, version, idempotencyKey });
    if (next.at !== 'FAILED') keys.current.delete(what);
    setOutcome(next);
    if (next.at === 'DONE') onSaved();
  };
  return { outcome, save };
}

interface Saving {
  readonly values: KioskValues;
  /** Undefined: it is new. */
  readonly version: number | undefined;
  readonly idempotencyKey: string;
}

async function send(tessera: Tessera, { values, version, idempotencyKey }: Saving): Promise<Outcome> {
  const { id, branch, status } = values;
  const { kiosks } = tessera.result;
  const input = { status, idempotencyKey, ...(branch === '' ? {} : { branch }) };
  try {
    const answer =
      version === undefined
        ? await kiosks.register({ id, ...input })
        : await kiosks.update(id, {
            ...input,
            expectedVersion: version,
            ...(branch === '' ? { unlinkBranch: true } : {}),
          });
    if (answer.__typename === 'KioskConfigured') return { at: 'DONE', result: answer };
    // Whatever is not done is refused; a later server’s refusal has a message too.
    return { at: 'REFUSED', refusal: answer as Refusal };
  } catch (error) {
    return { at: 'FAILED', fault: toFault(error) };
  }
}
