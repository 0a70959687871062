import type { Kind } from '../kinds/kind.js';
import { useMemo, useRef } from 'react';
import { useSearchParams } from 'wouter';
import { CreateButton } from '../commands/create-button.js';
import { texts } from '../texts/texts.js';
import { FaultLine } from '../widgets/notice.js';
import { Page } from '../widgets/page.js';
import { readFilter } from './board-filter.js';
import { FilterBar } from './filter-bar.js';
import { StageColumn } from './stage-column.js';
import { useBoard } from './use-board.js';
import { useBoardKeys } from './use-board-keys.js';
import { useStageCounts } from './use-stage-counts.js';
import styles from './board.module.css';

/** The work that waits, of one kind, by stage. */
export function BoardPage({ kind }: { readonly kind: Kind }) {
  return (
    <Page heading={texts.navigation.kinds[kind.name]} actions={<CreateButton kind={kind} />}>
      <Board kind={kind} />
    </Page>
  );
}

/** A kind’s columns, and what narrows them. */
export function Board({ kind }: { readonly kind: Kind }) {
  const [parameters] = useSearchParams();
  const filter = useMemo(() => readFilter(kind, parameters), [kind, parameters]);
  const columns = useBoard(kind, filter);
  const counts = useStageCounts(kind, filter);
  const board = useRef<HTMLDivElement>(null);
  const onKeyDown = useBoardKeys(board);
  return (
    <>
      <FilterBar kind={kind} />
      {counts.fault !== null && <FaultLine fault={counts.fault} what={texts.board.countsMissing} />}
      <p id="board-keys" className="visually-hidden">
        {texts.board.keys}
      </p>
      <div ref={board} className={styles['board']} onKeyDown={onKeyDown}>
        {columns.map(({ stage, column }) => (
          <StageColumn key={stage.id} kind={kind} stage={stage} column={column} count={counts.data?.get(stage.id)} />
        ))}
      </div>
    </>
  );
}
