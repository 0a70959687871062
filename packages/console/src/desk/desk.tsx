import type { DeskCardFragment } from '../__generated__/documents.js';
import type { ListView } from '../widgets/long-list.js';
import { formatDay, formatMoment } from '../texts/format.js';
import { nameCommand, texts } from '../texts/texts.js';
import { Ago } from '../widgets/ago.js';
import { Button } from '../widgets/button.js';
import { ListPanel } from '../widgets/long-list.js';
import { DeskRow } from './desk-row.js';
import { HandOutForm } from './hand-out-form.js';
import { recentHolders, sortByEnd } from './judge-card.js';
import { ReturnForm } from './return-form.js';
import { useDeskList } from './use-desk-list.js';
import { useHandOut } from './use-hand-out.js';
import styles from './desk.module.css';

/** The card office’s desk: cards go out and come back, and who has one too long is told. */
export function Desk() {
  const pool = useDeskList('UNASSIGNED');
  const assigned = useDeskList('ASSIGNED');
  const overdue = useDeskList('EXPIRED');
  const handOut = useHandOut();
  return (
    <div className={styles['desk']}>
      <div className={styles['forms']}>
        <HandOutForm
          run={handOut}
          pool={(pool.items ?? []).map(({ id }) => id)}
          holders={recentHolders([...(assigned.items ?? []), ...(overdue.items ?? [])])}
        />
        <ReturnForm />
      </div>
      <div className={styles['lists']}>
        <ListPanel
          heading={texts.desk.overdue}
          empty={texts.desk.overdueNone}
          list={overdue}
          sort={sortByEnd}
          row={(card) => <OverdueRow key={card.id} card={card} />}
        />
        <ListPanel
          heading={texts.desk.assigned}
          empty={texts.desk.assignedNone}
          list={assigned}
          sort={sortByEnd}
          row={(card) => <AssignedRow key={card.id} card={card} />}
        />
        <Pool pool={pool} onPick={handOut.pick} />
      </div>
    </div>
  );
}

/** What can be handed out, and before it what must be initialized first, if anything must. */
function Pool({ pool, onPick }: { readonly pool: ListView<DeskCardFragment>; readonly onPick: (id: string) => void }) {
  const produced = useDeskList('PRODUCED');
  return (
    <div className={styles['pool']}>
      {produced.total > 0 && (
        <ListPanel
          heading={texts.desk.produced}
          empty={texts.board.empty}
          list={produced}
          row={(card) => <DeskRow key={card.id} card={card} line={programOf(card)} />}
        />
      )}
      <ListPanel
        heading={texts.desk.pool}
        empty={texts.desk.poolNone}
        list={pool}
        row={(card) => (
          <DeskRow key={card.id} card={card} line={programOf(card)}>
            <Button className={styles['small'] ?? ''} onClick={() => onPick(card.id)}>
              {nameCommand('ASSIGN')}
            </Button>
          </DeskRow>
        )}
      />
    </div>
  );
}

function programOf({ program, updatedAt }: DeskCardFragment): string {
  return `${program.id} · ${formatDay(updatedAt)}`;
}

function AssignedRow({ card }: { readonly card: DeskCardFragment }) {
  const end = card.validUntil;
  const line = end !== null && <EndLine words={texts.board.until(formatMoment(end))} at={end} />;
  return <DeskRow card={card} line={line} />;
}

function OverdueRow({ card }: { readonly card: DeskCardFragment }) {
  const end = card.validUntil;
  const line = end !== null && <EndLine words={texts.desk.overdueSince(formatMoment(end))} at={end} />;
  return <DeskRow card={card} line={line} isLate />;
}

function EndLine({ words, at }: { readonly words: string; readonly at: string }) {
  return (
    <>
      {words} · <Ago at={at} />
    </>
  );
}
