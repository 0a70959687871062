import type { CardLookup } from './use-desk-card.js';
import { useState } from 'react';
import { useDeskCard } from './use-desk-card.js';

/** A field that a scanner types card ids into. */
export interface Scan {
  /** What stands in the field. */
  readonly value: string;
  /** What is known of the card: from when the id is complete, until another one is typed. */
  readonly lookup: CardLookup;
  readonly type: (value: string) => void;
  /** The id is complete: that in the field, or another one that is put there. */
  readonly settle: (id?: string) => void;
}

/** Looks up what is scanned, at once. */
export function useScan(): Scan {
  const [value, setValue] = useState('');
  const [settled, setSettled] = useState<string | null>(null);
  return {
    value,
    lookup: useDeskCard(settled),
    type: (next) => {
      setValue(next);
      setSettled(null);
    },
    settle: (id = value) => {
      const whole = id.trim();
      setValue(whole);
      setSettled(whole === '' ? null : whole);
    },
  };
}
