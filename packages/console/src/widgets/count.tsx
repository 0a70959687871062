import { formatNumber } from '../texts/format.js';
import styles from './count.module.css';

/** How many there are, beside a heading. Null: it is not known yet. */
export function Count({ of }: { readonly of: number | null }) {
  return <span className={styles['count']}>{of === null ? '…' : formatNumber(of)}</span>;
}
