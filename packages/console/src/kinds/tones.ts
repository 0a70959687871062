import type { Tone } from '../widgets/chip.js';
import type { KindName } from './row.js';

const TONES: Readonly<Record<KindName, Readonly<Record<string, Tone>>>> = {
  CARD: {
    REGISTERED: 'new',
    REQUESTED: 'wait',
    ABORTED: 'over',
    REJECTED: 'over',
    PROCESSING: 'work',
    FAILED: 'bad',
    ORDERED: 'work',
    IN_PRODUCTION: 'work',
    PRODUCED: 'wait',
    ACTIVE: 'good',
    INACTIVE: 'hold',
    EXPIRED: 'over',
    LOCKED: 'over',
  },
  TEMPORARY_CARD: {
    REQUESTED: 'new',
    PROCESSING: 'work',
    ABORTED: 'over',
    FAILED: 'bad',
    ORDERED: 'work',
    IN_PRODUCTION: 'work',
    PRODUCED: 'wait',
    UNASSIGNED: 'new',
    ASSIGNED: 'good',
    EXPIRED: 'bad',
    LOCKED: 'over',
  },
  CHARGE_CARD: {
    INACTIVE: 'new',
    PENDING: 'wait',
    ACTIVE: 'good',
    BLOCKED: 'hold',
    SUSPENDED: 'hold',
    DEACTIVATED: 'over',
  },
  PRODUCTION_OPERATION: {
    REQUESTED: 'new',
    READY: 'wait',
    IN_PROGRESS: 'work',
    PRODUCED: 'good',
    REQUEST_ERROR: 'bad',
    PRODUCTION_ERROR: 'bad',
    CANCELED: 'over',
  },
};

/** The tone of a state; of a later server’s one that says nothing. */
export function toneOf(kind: string, state: string): Tone {
  return (TONES as Readonly<Record<string, Readonly<Record<string, Tone>>>>)[kind]?.[state] ?? 'new';
}
