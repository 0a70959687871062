import type { KindName } from '../kinds/row.js';
import type { CommandOption } from './command-request.js';
import { useAsk } from '../live/use-ask.js';
import { nameCommand, texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { Loading } from '../widgets/notice.js';
import { findResource } from './call-command.js';

/** What somebody wanted to do when another was faster. */
export interface Wanted {
  readonly kind: KindName;
  readonly id: string;
  readonly command: string;
}

/** Offers to try again what is open to the viewer still; in place of what is not it says what is. */
export function RetryIfOpen({
  wanted: { kind, id, command },
  onRetry,
}: {
  readonly wanted: Wanted;
  readonly onRetry: () => void;
}) {
  const { data: open, fault } = useAsk(
    `open ${kind} ${id}`,
    async (tessera, signal) => listOpen((await findResource(tessera, kind).availableTransitions(id, { signal })) ?? []),
    { isStale: ({ subjectId }) => subjectId === id },
  );
  if (open === undefined && fault === null) return <Loading />;
  // What nobody could say now, the server will when it is tried.
  if (open === undefined || open.includes(command)) return <RetryButton onRetry={onRetry} />;
  return (
    <p>
      {open.length === 0
        ? texts.commandDesk.nothing
        : texts.commandDesk.openInstead(nameCommand(command), open.map(nameCommand).join(', '))}
    </p>
  );
}

function listOpen(options: readonly Pick<CommandOption, 'command' | 'allowed' | 'apiOnly'>[]): readonly string[] {
  return options.filter(({ allowed, apiOnly }) => allowed && !apiOnly).map(({ command }) => command);
}

/** Tries again on what it is now. */
export function RetryButton({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <div>
      <Button onClick={onRetry}>{texts.commandDesk.retryAnyway}</Button>
    </div>
  );
}
