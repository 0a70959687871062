import type { ErrorOfProductionFragment } from '../__generated__/documents.js';
import { nameErrorCategory, texts } from '../texts/texts.js';
import styles from './subject.module.css';

/** What went wrong with a production, what that means, and what to do about it. */
export function ErrorWords({
  error,
  report = null,
}: {
  readonly error: ErrorOfProductionFragment;
  /** What whoever reported it wrote. */
  readonly report?: string | null;
}) {
  const { code, category, description, retryable, jobMayExist } = error;
  const { errors } = texts.subject;
  return (
    <div className={styles['error']}>
      <p>
        <strong>{description}</strong>
      </p>
      <p className={styles['errorCode']}>
        {nameErrorCategory(category)} · <code>{code}</code>
      </p>
      {report !== null && report !== description && (
        <p>
          <q>{report}</q>
        </p>
      )}
      <p>{retryable ? errors.retryable : errors.notRetryable}</p>
      {jobMayExist && <p>{errors.jobMayExist}</p>}
    </div>
  );
}
