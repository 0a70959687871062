import type { Refusal } from '@tessera/sdk';
import type { KindName } from '../kinds/row.js';
import type { Wanted } from './retry-if-open.js';
import { formatTime } from '../texts/format.js';
import { nameCommand, nameEvent, nameRole, nameState, texts } from '../texts/texts.js';
import { Notice } from '../widgets/notice.js';
import { RetryButton, RetryIfOpen } from './retry-if-open.js';
import styles from './commands.module.css';

/** Why a command was refused, in words for a person, and what happened meanwhile where that is why. */
export function RefusalNotice({
  refusal,
  kind,
  fields = [],
  wanted,
  onRetry,
}: {
  readonly refusal: Refusal;
  /** Of what the command was on; absent: of nothing that has a life of states. */
  readonly kind?: KindName;
  /** The fields that show what is wrong with them themselves. */
  readonly fields?: readonly string[];
  /** What was wanted; absent: what is open at any time. */
  readonly wanted?: Wanted | undefined;
  /** Tries again on the version that there is now. */
  readonly onRetry?: (version: number) => void;
}) {
  if (refusal.__typename === 'VersionConflict') {
    const retry = onRetry && (() => onRetry(refusal.currentVersion));
    return (
      <Notice tone="wait">
        <strong>{texts.commandDesk.conflict}</strong>
        <ul className={styles['since']}>
          {refusal.since.map((event) => (
            <li key={event.id}>
              {texts.commandDesk.meanwhile(formatTime(event.occurredAt), nameEvent(event.commandName), event.actor.id)}
              {event.toState !== null && ` → ${nameState(event.subjectKind, event.toState)}`}
            </li>
          ))}
        </ul>
        {retry !== undefined &&
          (wanted === undefined ? <RetryButton onRetry={retry} /> : <RetryIfOpen wanted={wanted} onRetry={retry} />)}
      </Notice>
    );
  }
  const lines = linesOf(refusal, fields, kind);
  return lines.length === 0 ? null : (
    <Notice>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

function linesOf(refusal: Refusal, fields: readonly string[], kind?: KindName): readonly string[] {
  if (refusal.__typename === 'TransitionNotAllowed' && kind !== undefined)
    return [texts.commandDesk.notAllowed(nameCommand(refusal.commandName), nameState(kind, refusal.fromState))];
  if (refusal.__typename === 'TransitionNotPermitted')
    return [refusal.message, texts.commandDesk.ask(refusal.requiredRoles.map(nameRole).join(', '))];
  if (refusal.__typename !== 'InputInvalid') return [refusal.message];
  const rest = refusal.issues.filter(({ path }) => !fields.includes(path.at(-1) ?? ''));
  return rest.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
}

/** What a refusal says of one field; null: nothing. */
export function issueOf(refusal: Refusal | null, field: string): string | null {
  if (refusal?.__typename !== 'InputInvalid') return null;
  return refusal.issues.find(({ path }) => path.at(-1) === field)?.message ?? null;
}
