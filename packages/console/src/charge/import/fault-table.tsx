import type { RowFault } from './tally.js';
import { Link } from 'wouter';
import { pathOf } from '../../kinds/kinds.js';
import { texts, toWords } from '../../texts/texts.js';
import styles from './import.module.css';

/** The first rows that were refused: which, and why. */
export function FaultTable({ faults, refused }: { readonly faults: readonly RowFault[]; readonly refused: number }) {
  const words = texts.charge.import;
  if (faults.length === 0) return null;
  return (
    <div className={styles['tableFrame']} tabIndex={0} role="region" aria-label={words.refusedRows}>
      <table>
        <caption className={styles['caption']}>
          {refused > faults.length ? words.refusedFirst(faults.length, refused) : words.refusedRows}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{texts.fields['rfid']}</th>
            <th scope="col">{texts.fields['contractId']}</th>
            <th scope="col">{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <FaultRow key={fault.row.number} fault={fault} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FaultRow({ fault: { row, code, message, conflictingId } }: { readonly fault: RowFault }) {
  return (
    <tr>
      <td className={styles['number']}>{row.number}</td>
      <td className="mono">…{row.rfid.slice(-4)}</td>
      <td className="mono">{row.contractId}</td>
      <td>
        <strong>{toWords(code)}</strong> {message}{' '}
        {conflictingId !== null && (
          <Link href={pathOf('CHARGE_CARD', conflictingId) ?? ''}>{texts.charge.import.conflicting}</Link>
        )}
      </td>
    </tr>
  );
}
