import type { CommandOption } from '../commands/command-request.js';
import type { KindName } from '../kinds/row.js';
import { CommandButtons } from '../commands/command-list.js';

interface QuickCommandsProps {
  readonly kind: KindName;
  readonly subject: { readonly id: string; readonly version: number };
  readonly options: readonly CommandOption[];
  /** Which commands are offered here, in this order; a thing’s page has them all. */
  readonly wanted: readonly string[];
}

/** The commands of a list’s entry that are open to the viewer; nothing where none is. */
export function QuickCommands({ kind, subject, options, wanted }: QuickCommandsProps) {
  const open = wanted.flatMap((name) => options.filter(({ command, allowed }) => command === name && allowed));
  return open.length === 0 ? null : (
    <div>
      <CommandButtons kind={kind} subject={subject} options={open} />
    </div>
  );
}
