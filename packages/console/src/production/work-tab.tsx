import { Board } from '../board/board-page.js';
import { operations } from '../kinds/operations.js';
import { texts } from '../texts/texts.js';
import { FailedCards } from './failed-cards.js';
import { ReadyOperations } from './ready-operations.js';
import styles from './production.module.css';

/** What can be done now, and below it every operation by its state. */
export function WorkTab() {
  return (
    <>
      <div className={styles['desk']}>
        <ReadyOperations />
        <FailedCards />
      </div>
      <section aria-label={texts.production.board}>
        <h2 className={styles['boardHeading']}>{texts.production.board}</h2>
        <Board kind={operations} />
      </section>
    </>
  );
}
