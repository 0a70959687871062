import type { DoneResult } from './call-command.js';
import type { CommandRequest } from './command-request.js';
import type { Outcome } from './use-command.js';
import { Link } from 'wouter';
import { pathOf } from '../kinds/kinds.js';
import { nameCommand, nameEvent, texts } from '../texts/texts.js';
import { describeFault } from '../widgets/notice.js';
import { useToasts } from '../widgets/toasts.js';

/** Tells in passing what became of a command: that it was done, or why not where nobody looks at its dialog any more. */
export function useTellOutcome(): (request: CommandRequest, outcome: Outcome) => void {
  const { show } = useToasts();
  return ({ kind, subject, option }, outcome) => {
    const { done, notDone } = texts.commandDesk;
    const id = subject?.id ?? (outcome.at === 'DONE' ? idOfMade(outcome.result) : null);
    const name = id ?? texts.kinds[kind] ?? '';
    const link = linkTo(kind, id);
    if (outcome.at === 'DONE') show(done(nameEvent(option.command), name), link);
    const why = describeWhyNot(outcome);
    if (why === null) return;
    show(
      notDone(nameCommand(option.command), name),
      <>
        {why} {link}
      </>,
    );
  };
}

/** Why it was not done, or why that is not known; null where it was. */
function describeWhyNot(outcome: Outcome): string | null {
  if (outcome.at === 'REFUSED') return outcome.refusal.message;
  if (outcome.at !== 'FAILED') return null;
  const { heading, line } = describeFault(outcome.fault);
  return `${heading} ${line}`;
}

/** The thing that a command has made; null when it has made several, or none that the viewer may see. */
function idOfMade(result: DoneResult): string | null {
  const made = result['card'] ?? result['temporaryCard'] ?? result['chargeCard'];
  return typeof made === 'object' && made !== null && 'id' in made && typeof made.id === 'string' ? made.id : null;
}

function linkTo(kind: string, id: string | null) {
  const path = id === null ? null : pathOf(kind, id);
  return path === null ? undefined : <Link href={path}>{texts.commandDesk.open}</Link>;
}
