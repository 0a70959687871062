import type { Kind, Stage } from '../kinds/kind.js';
import type { RefObject } from 'react';
import type { Column, ColumnView } from './column.js';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useView } from '../live/use-view.js';
import { texts } from '../texts/texts.js';
import { Count } from '../widgets/count.js';
import { FaultNotice } from '../widgets/notice.js';
import { RowTile } from './row-tile.js';
import styles from './board.module.css';

const TILE_PX = 74;

/** How many rows before the end of what is loaded the next page is asked for. */
const AHEAD = 30;

interface StageColumnProps {
  readonly kind: Kind;
  readonly stage: Stage;
  readonly column: Column;
  /** How many there are in all; undefined until it is known. */
  readonly count: number | undefined;
}

/** One stage’s things, however many: only what can be seen is in the page. */
export function StageColumn({ kind, stage, column, count }: StageColumnProps) {
  const view = useView(column);
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, hasMore, fault } = view;
  const name = texts.board.stages[stage.id];
  return (
    <section className={styles['column']} aria-label={name} data-stage={stage.id}>
      <h2 className={styles['columnHead']}>
        {name} <Count of={count ?? null} />
      </h2>
      <div ref={scroller} className={styles['scroller']}>
        {fault !== null && <FaultNotice fault={fault} onRetry={() => void column.loadMore()} />}
        {rows.length === 0 && fault === null && (
          <p className={styles['empty']}>{hasMore ? texts.general.loading : texts.board.empty}</p>
        )}
        <Tiles kind={kind} stage={stage} column={column} view={view} scroller={scroller} />
      </div>
    </section>
  );
}

interface TilesProps {
  readonly kind: Kind;
  readonly stage: Stage;
  readonly column: Column;
  readonly view: ColumnView;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

function Tiles({ kind, stage, column, view, scroller }: TilesProps) {
  const { rows, hasMore, isLoading, fault } = view;
  // The virtualizer’s functions answer otherwise after each scroll: nothing may remember what they answered.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => TILE_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  });
  const items = virtualizer.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoading && fault === null && lastSeen >= rows.length - AHEAD) void column.loadMore();
  }, [column, hasMore, isLoading, fault, lastSeen, rows.length]);
  return (
    <ol className={styles['tiles']} style={{ height: virtualizer.getTotalSize() }}>
      {items.map(({ index, start }) => {
        const row = rows[index];
        return (
          row !== undefined && (
            <li key={row.id} className={styles['place']} style={{ transform: `translateY(${start}px)` }}>
              <RowTile kind={kind} row={row} index={index} showsState={stage.states.length > 1} />
            </li>
          )
        );
      })}
    </ol>
  );
}
