import type { KeyboardEvent, RefObject } from 'react';
import { useCallback } from 'react';

/** Where each arrow key leads: so many tiles down, so many columns to the right. */
const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** Lets the arrow keys move between the tiles of a board. */
export function useBoardKeys(board: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      const step = STEPS[event.key];
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (step === undefined || target === null || board.current === null) return;
      const tile = target.closest<HTMLElement>('[data-index]');
      const goal = tile === null ? firstSeen(target) : goalOf(board.current, tile, step);
      if (tile === null && goal === null) return;
      event.preventDefault();
      goal?.focus();
      goal?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    },
    [board],
  );
}

type Step = readonly [down: number, right: number];

function goalOf(board: HTMLElement, tile: HTMLElement, [down, right]: Step): HTMLElement | null {
  return right === 0 ? tileBelow(tile, down) : tileBeside(board, tile, right);
}

/** Where a tile has left that had the focus, its column has it: the first tile of that which can be seen; null outside of columns. */
function firstSeen(target: HTMLElement): HTMLElement | null {
  const column = target.closest('[data-stage]');
  const top = target.parentElement?.getBoundingClientRect().top ?? 0;
  const tiles = [...(column?.querySelectorAll<HTMLElement>('[data-index]') ?? [])];
  return tiles.find((tile) => tile.getBoundingClientRect().top >= top) ?? null;
}

function tileBelow(tile: HTMLElement, down: number): HTMLElement | null {
  const index = Number(tile.dataset['index']) + down;
  return tile.closest('[data-stage]')?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}

/** The tile at the same height of the next column that has any. */
function tileBeside(board: HTMLElement, tile: HTMLElement, right: number): HTMLElement | null {
  const stages = [...board.querySelectorAll<HTMLElement>('[data-stage]')];
  const own = stages.findIndex((stage) => stage.contains(tile));
  const others = right > 0 ? stages.slice(own + 1) : stages.slice(0, own).reverse();
  const tiles = others.map((stage) => [...stage.querySelectorAll<HTMLElement>('[data-index]')]);
  const column = tiles.find(({ length }) => length > 0) ?? [];
  const distance = (each: HTMLElement) => Math.abs(each.getBoundingClientRect().top - tile.getBoundingClientRect().top);
  return column.sort((one, other) => distance(one) - distance(other))[0] ?? null;
}
