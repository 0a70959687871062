import type { Tessera } from '@tessera/sdk';
import type { Kind, Stage } from '../kinds/kind.js';
import type { BoardFilter } from './board-filter.js';
import { useEffect, useMemo } from 'react';
import { useEveryHour } from '../live/use-every-hour.js';
import { useSession } from '../session/use-session.js';
import { isListed, stagesOf, toRowFilter } from './board-filter.js';
import { Column } from './column.js';

/** A column, and what it is for. */
export interface BoardColumn {
  readonly stage: Stage;
  readonly column: Column;
}

/** How many rows a page of a column has. */
const PAGE_ROWS = 50;

/** The columns of a kind’s board, which events keep as things are. Another filter makes others. */
export function useBoard(kind: Kind, filter: BoardFilter): readonly BoardColumn[] {
  const { tessera, live, viewer } = useSession();
  const columns = useMemo(() => {
    const stages = stagesOf(kind, filter, viewer.roles);
    return stages.map((stage) => createColumn(tessera, kind, { stage, filter }));
  }, [tessera, viewer, kind, filter]);
  useEffect(() => {
    for (const { column } of columns) void column.loadMore();
    const leave = live.onEvents((events) => {
      const rows = events?.flatMap(({ row }) => (row?.kind === kind.name ? [row] : []));
      for (const { column } of columns) {
        if (rows === undefined) void column.reload();
        else column.apply(rows);
      }
    });
    const leaveBack = live.onBack(() => {
      for (const { column } of columns) if (column.getView().fault !== null) void column.loadMore();
    });
    return () => {
      leave();
      leaveBack();
      for (const { column } of columns) column.stop();
    };
  }, [kind, columns, live]);
  useEveryHour(() => {
    for (const { stage, column } of columns) if (stage.withinDays !== undefined) void column.reload();
  });
  return columns;
}

interface ColumnPlace {
  readonly stage: Stage;
  readonly filter: BoardFilter;
}

function createColumn(tessera: Tessera, kind: Kind, { stage, filter }: ColumnPlace): BoardColumn {
  // What ends soon is another with time.
  const filterNow = () => toRowFilter(stage, filter, Date.now());
  const column = new Column({
    load: (after, signal) => kind.list(tessera, filterNow(), { first: PAGE_ROWS, after, signal }),
    contains: (row) => isListed(row, filterNow()),
  });
  return { stage, column };
}
