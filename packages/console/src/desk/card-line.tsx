import type { CardLookup } from './use-desk-card.js';
import { StateChip } from '../kinds/state-chip.js';
import { describeFault } from '../widgets/notice.js';
import { formatMoment } from '../texts/format.js';
import { texts } from '../texts/texts.js';
import { judgeCard } from './judge-card.js';
import styles from './desk.module.css';

/** What is known of the card whose id was put in: its state, whose it is, and why the command is not open to it. */
export function CardLine({ id, ...words }: { readonly id: string } & CardWordsProps) {
  return (
    <div id={id} className={styles['cardLine']} role="status">
      <CardWords {...words} />
    </div>
  );
}

interface CardWordsProps {
  readonly lookup: CardLookup;
  /** What is to be done with the card. */
  readonly command: string;
}

function CardWords({ lookup, command }: CardWordsProps) {
  switch (lookup.at) {
    case 'NOTHING':
      return null;
    case 'ASKING':
      return <span>{texts.general.loading}</span>;
    case 'UNKNOWN':
      return <span className={styles['bad']}>{texts.desk.unknown}</span>;
    case 'FAILED':
      return <span className={styles['bad']}>{describeFault(lookup.fault).heading}</span>;
    case 'FOUND': {
      const { card } = lookup;
      const { isOpen, why } = judgeCard(card, command);
      return (
        <>
          <StateChip kind="TEMPORARY_CARD" state={card.state} />
          {card.holder !== null && <span>{texts.desk.heldBy(card.holder.id)}</span>}
          {card.validUntil !== null && <span>{texts.board.until(formatMoment(card.validUntil))}</span>}
          {card.replacesCard !== null && <span>{texts.desk.standsInFor(card.replacesCard.id)}</span>}
          {!isOpen && (
            <span className={styles['bad']}>
              {texts.desk.whyNot[command]?.[card.state] ?? why ?? texts.desk.closed}
            </span>
          )}
        </>
      );
    }
  }
}
