import type { KindName } from '../kinds/row.js';
import type { CommandOption } from './command-request.js';
import { CommandButtons } from './command-list.js';

/** In a row of a list: those of the wanted commands that are open to the viewer, in the order in which they are wanted. */
export function RowCommands({
  kind,
  subject,
  options,
  wanted,
}: {
  readonly kind: KindName;
  readonly subject: { readonly id: string; readonly version: number };
  readonly options: readonly CommandOption[];
  readonly wanted: readonly string[];
}) {
  const open = wanted.flatMap((name) =>
    options.filter(({ command, allowed, apiOnly }) => command === name && allowed && !apiOnly),
  );
  return <CommandButtons kind={kind} subject={subject} options={open} isCompact />;
}
