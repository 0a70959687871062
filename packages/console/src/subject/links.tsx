import type { KindName } from '../kinds/row.js';
import { Link } from 'wouter';
import { findKind, pathOf } from '../kinds/kinds.js';
import { useHasRole } from '../session/use-session.js';
import { StateChip } from '../kinds/state-chip.js';

/** A thing by its id and state; it leads to the thing’s page, for whoever reads that kind. */
export function ThingLink({
  kind,
  thing: { id, state },
  name = id,
}: {
  readonly kind: KindName;
  readonly thing: { readonly id: string; readonly state: string };
  /** What it is called instead of its id. */
  readonly name?: string;
}) {
  const isMine = useHasRole(findKind(kind)?.readers ?? []);
  const path = pathOf(kind, id);
  const words = name === id ? <code>{id}</code> : name;
  return (
    <>
      {isMine && path !== null ? <Link href={path}>{words}</Link> : words} <StateChip kind={kind} state={state} />
    </>
  );
}

/** A value that leads to the board of a kind, narrowed to it. */
export function BoardLink({
  kind,
  parameter,
  value,
  name = value,
}: {
  readonly kind: KindName;
  readonly parameter: 'owner' | 'kiosk' | 'program';
  readonly value: string;
  readonly name?: string;
}) {
  const found = findKind(kind);
  const isMine = useHasRole(found?.readers ?? []);
  if (found === undefined || !isMine) return name;
  return <Link href={`${found.path}?${new URLSearchParams({ [parameter]: value }).toString()}`}>{name}</Link>;
}
