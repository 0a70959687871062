import { Progress } from '@base-ui/react/progress';
import styles from './import.module.css';

/** How far something is; `value` null: nobody knows. */
export function ProgressBar({
  label,
  value,
  max,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly max: number;
}) {
  return (
    <Progress.Root value={value} max={max} className={styles['progress']}>
      <Progress.Label>{label}</Progress.Label>
      <Progress.Track className={styles['track']}>
        <Progress.Indicator className={styles['indicator']} />
      </Progress.Track>
    </Progress.Root>
  );
}
