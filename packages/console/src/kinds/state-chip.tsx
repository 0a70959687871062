import { nameState } from '../texts/texts.js';
import { toneOf } from './tones.js';
import styles from './state-chip.module.css';

/** A state by its name, in the colour of what it means. */
export function StateChip({ kind, state }: { readonly kind: string; readonly state: string }) {
  return <span className={`${styles['chip']} ${styles[toneOf(kind, state)]}`}>{nameState(kind, state)}</span>;
}
