import type { ShopOperationFragment } from '../__generated__/documents.js';
import { nameState, texts } from '../texts/texts.js';
import styles from './production.module.css';

/** What went wrong with an operation: the code’s meaning, the code itself, and the producer’s own words where there are any. */
export function FailureLine({ operation }: { readonly operation: ShopOperationFragment | null }) {
  if (operation === null) return null;
  const { error, kiosk, state } = operation;
  if (error === null) {
    return <span className={styles['error']}>{nameState('PRODUCTION_OPERATION', state)}</span>;
  }
  const own = kiosk?.description ?? null;
  return (
    <span className={styles['error']}>
      {error.description} <code>{error.code}</code>
      {own !== null && own !== error.description && <q className={styles['own']}>{own}</q>}
      {error.jobMayExist && <em className={styles['care']}>{texts.production.jobMayExist}</em>}
    </span>
  );
}
