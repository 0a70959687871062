import { nameState } from '../texts/texts.js';
import { Chip } from '../widgets/chip.js';
import { toneOf } from './tones.js';

/** A state by its name, in the colour of what it means. */
export function StateChip({ kind, state }: { readonly kind: string; readonly state: string }) {
  return <Chip tone={toneOf(kind, state)}>{nameState(kind, state)}</Chip>;
}
