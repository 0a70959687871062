import type { Emphasis } from '../widgets/button.js';
import type { Outcome } from './use-command.js';
import { texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';

interface SendButtonProps {
  readonly outcome: Outcome;
  readonly emphasis?: Emphasis;
  /** What it says while nothing is under way. */
  readonly children: string;
}

/** The button of a form that sends a command. */
export function SendButton({ outcome: { at }, emphasis = 'primary', children }: SendButtonProps) {
  return (
    <Button type="submit" emphasis={emphasis} isBusy={at === 'RUNNING'}>
      {at === 'RUNNING' ? texts.commandDesk.sending : children}
    </Button>
  );
}
