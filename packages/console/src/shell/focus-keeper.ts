/** An element, as far as the keeper must know it. */
interface Place {
  readonly isConnected: boolean;
}

/** The nearest place around one that is gone which is still there; null where none is gone, or all are. `around`: from within outwards. */
export function findPlaceLeft<Around extends Place>(gone: Place, around: readonly Around[]): Around | null {
  return gone.isConnected ? null : (around.find(({ isConnected }) => isConnected) ?? null);
}

/**
 * Keeps the focus near where it was when what has it leaves the page: a tile that moves away, a button whose command is done, a link
 * whose page is left. Without that the keyboard would begin anew at the top. What is outside the root, a dialog, gives the focus back
 * itself. Answers what ends it.
 */
export function keepFocus(root: HTMLElement): () => void {
  let last: { readonly element: HTMLElement; readonly around: readonly HTMLElement[] } | null = null;
  const remember = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement) last = { element: target, around: listAround(target, root) };
  };
  const restore = () => {
    if (last === null || document.activeElement !== document.body) return;
    const left = findPlaceLeft(last.element, last.around);
    if (left === null) return;
    if (!left.hasAttribute('tabindex')) left.tabIndex = -1;
    left.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(restore);
  root.addEventListener('focusin', remember);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    root.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}

function listAround(element: HTMLElement, root: HTMLElement): readonly HTMLElement[] {
  const around: HTMLElement[] = [];
  for (let each = element.parentElement; each !== null && each !== root; each = each.parentElement) around.push(each);
  return around;
}
