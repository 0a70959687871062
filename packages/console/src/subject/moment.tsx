import { formatDistance, formatMoment } from '../texts/format.js';
import { useNow } from '../widgets/use-now.js';
import styles from './subject.module.css';

/** A moment, and how far away it is. */
export function Moment({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} className={styles['moment']}>
      <span>{formatMoment(at)}</span> <small>{formatDistance(at, now)}</small>
    </time>
  );
}
