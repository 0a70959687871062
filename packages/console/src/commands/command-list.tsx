import type { KindName } from '../kinds/row.js';
import type { CommandOption } from './command-request.js';
import { nameCommand, nameState, texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { useCommandDesk } from './command-desk.js';
import { isIrreversible } from './command-fields.js';
import styles from './commands.module.css';

interface CommandListProps {
  readonly kind: KindName;
  readonly subject: { readonly id: string; readonly version: number };
  readonly options: readonly CommandOption[];
}

/** What the viewer can do with a thing now, as buttons, and why the rest is closed to them. */
export function CommandList({
  kind,
  subject,
  options,
}: CommandListProps & { readonly subject: { readonly state: string } }) {
  const open = options.filter(({ allowed, apiOnly }) => allowed && !apiOnly);
  const closed = options.filter(({ allowed, apiOnly }) => !allowed || apiOnly);
  return (
    <>
      {open.length === 0 ? (
        <p className={styles['nothing']}>{texts.commandDesk.nothing}</p>
      ) : (
        <CommandButtons kind={kind} subject={subject} options={open} />
      )}
      {closed.length > 0 && (
        <details className={styles['closed']}>
          <summary>{texts.commandDesk.closed}</summary>
          <dl>
            {closed.map((option) => (
              <div key={option.command}>
                <dt>{nameCommand(option.command)}</dt>
                <dd>{sayWhyClosed(option, nameState(kind, subject.state))}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function sayWhyClosed({ command, blockedBy, apiOnly }: CommandOption, state: string): string | undefined {
  if (apiOnly) return texts.commandDesk.apiOnly;
  return blockedBy?.code === 'TRANSITION_NOT_ALLOWED'
    ? texts.commandDesk.notAllowed(nameCommand(command), state)
    : blockedBy?.message;
}

/** Buttons for commands that are open. */
export function CommandButtons({
  kind,
  subject,
  options,
  isCompact = false,
}: CommandListProps & {
  /** One of many rows: small, and none of them stands out. */
  readonly isCompact?: boolean;
}) {
  const { request, outcome, open } = useCommandDesk();
  const isMine = request?.kind === kind && request.subject?.id === subject.id;
  const running = isMine && outcome.at === 'RUNNING' ? request.option.command : null;
  return (
    <div className={`${styles['buttons']} ${isCompact ? styles['compact'] : ''}`}>
      {options.map((option, index) => (
        <Button
          key={option.command}
          emphasis={isIrreversible(kind, option.command) ? 'danger' : index === 0 && !isCompact ? 'primary' : 'plain'}
          isBusy={option.command === running}
          onClick={() => open({ kind, subject, option })}
        >
          {nameCommand(option.command)}
        </Button>
      ))}
    </div>
  );
}
