import type { RefObject } from 'react';
import { useWidth } from '../../widgets/use-width.js';

/** How small a diagram may be drawn: its words must still be read, and its buttons hit. */
const SMALLEST = 0.8;

/** By how much something of a width in pixels is drawn smaller to fit into an element; where that is too small, one scrolls. */
export function useFit(element: RefObject<HTMLElement | null>, width: number): number {
  const room = useWidth(element) || width;
  return Math.min(1, Math.max(SMALLEST, room / width));
}
