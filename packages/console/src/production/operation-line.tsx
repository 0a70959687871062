import type { ShopOperationFragment } from '../__generated__/documents.js';
import { Link } from 'wouter';
import { pathOf } from '../kinds/kinds.js';
import { texts } from '../texts/texts.js';
import { Ago } from '../widgets/ago.js';
import styles from './production.module.css';

/** An operation in a line: for whom, of which program, which attempt and since when it stands so. It leads to its page. */
export function OperationLine({ operation }: { readonly operation: ShopOperationFragment }) {
  const { id, subject, subjectId, attempt, updatedAt } = operation;
  const holder = subject.__typename === 'Card' ? subject.holder : null;
  const details = [subject.program.name, ...(attempt > 1 ? [texts.production.attempt(attempt)] : [])];
  return (
    <div className={styles['line']}>
      <Link href={pathOf('PRODUCTION_OPERATION', id)} className={styles['who'] ?? ''}>
        {holder?.id ?? subjectId}
      </Link>
      <span className={styles['details']}>
        {details.join(' · ')} · <Ago at={updatedAt} />
      </span>
    </div>
  );
}
