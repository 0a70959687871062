import { Link } from 'wouter';
import { ListFailedCardsDocument } from '../__generated__/documents.js';
import { RowCommands } from '../commands/row-commands.js';
import { pathOf } from '../kinds/kinds.js';
import { useAsk } from '../live/use-ask.js';
import { texts } from '../texts/texts.js';
import { FailureLine } from './failure-line.js';
import { WorkList } from './work-list.js';
import { Ago } from '../widgets/ago.js';
import styles from './production.module.css';

/** How many are shown; the board has them all. */
const SHOWN = 5;

/** The cards whose order or production failed, with why, each to be ordered again by those who may. */
export function FailedCards() {
  const asked = useAsk(
    'failed cards',
    async (tessera, signal) => (await tessera.execute(ListFailedCardsDocument, { first: SHOWN }, { signal })).cards,
    { isStale: ({ subjectKind }) => subjectKind === 'CARD' },
  );
  return (
    <WorkList heading={texts.production.failed} none={texts.production.failedNone} asked={asked}>
      {(card) => (
        <>
          <div className={styles['line']}>
            <Link href={pathOf('CARD', card.id)} className={styles['who'] ?? ''}>
              {card.holder?.id ?? card.id}
            </Link>
            <span className={styles['details']}>
              {card.program.name} · <Ago at={card.updatedAt} />
            </span>
            <FailureLine operation={card.production} />
          </div>
          <RowCommands kind="CARD" subject={card} options={card.availableTransitions} wanted={['REPEAT']} />
        </>
      )}
    </WorkList>
  );
}
