import type { ShopOperationFragment } from '../__generated__/documents.js';
import { FailureLine } from './failure-line.js';
import { OperationLine } from './operation-line.js';
import styles from './production.module.css';

interface OperationListProps {
  readonly operations: readonly ShopOperationFragment[];
  /** What is said where there are none. */
  readonly none: string;
  /** Whether it is told what went wrong with each. */
  readonly hasErrors?: boolean;
}

/** Operations, one below the other. */
export function OperationList({ operations, none, hasErrors = false }: OperationListProps) {
  if (operations.length === 0) return <p className={styles['quiet']}>{none}</p>;
  return (
    <ul className={styles['list']}>
      {operations.map((operation) => (
        <li key={operation.id} className={styles['item']}>
          <OperationLine operation={operation} />
          {hasErrors && <FailureLine operation={operation} />}
        </li>
      ))}
    </ul>
  );
}
