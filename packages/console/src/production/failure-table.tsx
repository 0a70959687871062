import type { FailureCount } from './group-failures.js';
import { formatNumber } from '../texts/format.js';
import { nameErrorCategory, nameErrorCode, texts } from '../texts/texts.js';
import { groupFailures } from './group-failures.js';
import styles from './production.module.css';

interface FailureTableProps {
  readonly failures: readonly FailureCount[];
  /** How many codes are shown. Absent: all. */
  readonly most?: number;
}

/** How often what went wrong, by code, the most frequent first. */
export function FailureTable({ failures, most = Infinity }: FailureTableProps) {
  const groups = groupFailures(failures).slice(0, most);
  const highest = groups[0]?.count ?? 1;
  if (groups.length === 0) return <p className={styles['quiet']}>{texts.overview.failuresNone}</p>;
  return (
    <table className={styles['failures']}>
      <thead>
        <tr>
          <th scope="col">{texts.overview.failure}</th>
          <th scope="col" colSpan={2}>
            {texts.overview.count}
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ code, category, count }) => (
          <tr key={`${category} ${code}`}>
            <th scope="row">
              {nameErrorCategory(category)}: {nameErrorCode(code)} <code>{code}</code>
            </th>
            <td className={styles['often']}>{formatNumber(count)}</td>
            <td className={styles['track']} aria-hidden="true">
              <i className={styles['share']} style={{ width: `${(count / highest) * 100}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
