import type { KindName } from '../kinds/row.js';
import type { DoneResult } from './call-command.js';
import type { CommandRequest } from './command-request.js';
import type { Outcome } from './use-command.js';
import { Link } from 'wouter';
import { pathOf } from '../kinds/kinds.js';
import { nameCommand, nameEvent, texts } from '../texts/texts.js';
import { describeFault } from '../widgets/notice.js';
import { useToasts } from '../widgets/toasts.js';
import { subjectOf } from './call-command.js';

/** Tells in passing what became of a command: that it was done, or why not where nobody looks at its dialog any more. */
export function useTellOutcome(): (request: CommandRequest, outcome: Outcome) => void {
  const { show } = useToasts();
  return ({ kind, subject, option }, outcome) => {
    const { done, notDone } = texts.commandDesk;
    const id = subject?.id ?? (outcome.at === 'DONE' ? (subjectOf(outcome.result)?.id ?? null) : null);
    const name = id ?? (outcome.at === 'DONE' ? nameOrdered(outcome.result) : null) ?? texts.kinds[kind];
    const link = linkTo(kind, id);
    // What somebody has just worked with needs no way to it.
    if (outcome.at === 'DONE') show(done(nameEvent(option.command), name), subject === null && link);
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

/** How many temporary cards were ordered at once, and for which program; null: it was something else. */
function nameOrdered(result: DoneResult): string | null {
  if (!Array.isArray(result['temporaryCards'])) return null;
  // The SDK selects it of each.
  const cards = result['temporaryCards'] as readonly { readonly program: { readonly id: string } }[];
  return texts.commandDesk.ordered(cards.length, cards[0]?.program.id ?? '');
}

/** Why it was not done, or why that is not known; null where it was. */
function describeWhyNot(outcome: Outcome): string | null {
  if (outcome.at === 'REFUSED') return outcome.refusal.message;
  if (outcome.at !== 'FAILED') return null;
  const { heading, line } = describeFault(outcome.fault, true);
  return `${heading} ${line}`;
}

function linkTo(kind: KindName, id: string | null) {
  return id !== null && <Link href={pathOf(kind, id)}>{texts.commandDesk.open}</Link>;
}
