import type { ReactNode } from 'react';
import type { Kind } from '../kinds/kind.js';
import { findKindByPath } from '../kinds/kinds.js';
import { useHasRole } from '../session/use-session.js';
import { NotFound } from './not-found.js';

interface KindGuardProps {
  /** What the address begins with: `cards`. */
  readonly path: string;
  /** Whom the page is for. */
  readonly of: 'followers' | 'readers';
  readonly children: (kind: Kind) => ReactNode;
}

/** Shows a page of a kind to those whom it is for; to everybody else there is nothing. */
export function KindGuard({ path, of, children }: KindGuardProps) {
  const kind = findKindByPath(path);
  const isMine = useHasRole(kind?.[of] ?? []);
  return kind === undefined || !isMine ? <NotFound /> : children(kind);
}
