import type { ReactNode } from 'react';
import { ConnectionError, OutcomeUnknownError, TesseraError, TimeoutError } from '@tessera/sdk';
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
  return { heading: faults.other, line: fault.message };
}

/** While the first answer is on its way. */
export function Loading() {
  return (
    <p className={styles['loading']} role="status">
      {texts.general.loading}
    </p>
  );
}
