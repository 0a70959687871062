import type { ReactNode } from 'react';
import { ConnectionError, LimitExceededError, OutcomeUnknownError, TesseraError, TimeoutError } from '@tessera/sdk';
import { texts } from '../texts/texts.js';
import { Button } from './button.js';
import styles from './notice.module.css';

/** What matters enough to stop at: told to screen readers at once. */
export function Notice({
  tone = 'bad',
  children,
}: {
  readonly tone?: 'bad' | 'wait' | 'good';
  readonly children: ReactNode;
}) {
  return (
    <div role={tone === 'good' ? 'status' : 'alert'} className={styles['notice']} data-tone={tone}>
      {children}
    </div>
  );
}

/** A fault in words for a person, with what to do about it. */
export function FaultNotice({
  fault,
  isOfCommand = false,
  onRetry,
}: {
  readonly fault: Error;
  /** Whether a command was sent, rather than something asked for. */
  readonly isOfCommand?: boolean;
  readonly onRetry?: () => void;
}) {
  if (!isOfCommand && isHeld(fault)) return <FaultLine fault={fault} what={texts.faults.waiting} />;
  const { heading, line } = describeFault(fault, isOfCommand);
  const requestId = fault instanceof TesseraError ? fault.requestId : undefined;
  return (
    <Notice>
      <strong>{heading}</strong> {line}
      {requestId !== undefined && <small className={styles['request']}>{texts.faults.requestId(requestId)}</small>}
      {onRetry !== undefined && (
        <div>
          <Button onClick={onRetry}>{texts.general.retry}</Button>
        </div>
      )}
    </Notice>
  );
}

/** Whether the server has had enough for a while: it says when it answers again. */
function isHeld(fault: Error): boolean {
  return fault instanceof LimitExceededError && fault.retryAfterMs !== undefined;
}

/** A fault that is no reason to stop: what is missing comes by itself. */
export function FaultLine({ fault, what }: { readonly fault: Error; readonly what: string }) {
  const { heading, line } = describeFault(fault);
  return (
    <p className={styles['loading']} role="status">
      {what} {heading} {isHeld(fault) && line}
    </p>
  );
}

/** What is said at a list of choices that could not be loaded. */
export function describeMissingList(fault: Error | null): string | undefined {
  return fault === null ? undefined : `${texts.faults.listMissing} ${describeFault(fault).heading}`;
}

/** A fault’s words. A refusal’s own message says what to do next. */
export function describeFault(fault: Error, isOfCommand = false): { readonly heading: string; readonly line: string } {
  const { faults } = texts;
  const unknown = `${faults.unknownOutcome} ${faults.unknownOutcomeWhy}`;
  if (fault instanceof OutcomeUnknownError) return { heading: faults.unknownOutcome, line: faults.unknownOutcomeWhy };
  // A command may have arrived.
  if (isOfCommand && fault instanceof TimeoutError) return { heading: faults.slow, line: unknown };
  if (isOfCommand && fault instanceof ConnectionError) return { heading: faults.offline, line: unknown };
  if (fault instanceof TimeoutError) return { heading: faults.slow, line: faults.slowWhy };
  if (fault instanceof ConnectionError) return { heading: faults.offline, line: faults.offlineWhy };
  return { heading: isHeld(fault) ? faults.tooMuch : faults.other, line: fault.message };
}

/** While the first answer is on its way. */
export function Loading() {
  return (
    <p className={styles['loading']} role="status">
      {texts.general.loading}
    </p>
  );
}
