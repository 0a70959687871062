import type { RowFault, Tally } from './tally.js';
import { Link } from 'wouter';
import { pathOf } from '../../kinds/kinds.js';
import { texts, toWords } from '../../texts/texts.js';
import { toPlain } from './import-row.js';
import styles from './import.module.css';

/** The first rows that were refused: which, and why. */
export function FaultTable({ caption, tally }: { readonly caption: string; readonly tally: Tally }) {
  const { faults, refused } = tally;
  const words = texts.charge.import;
  if (faults.length === 0) return null;
  return (
    <div className={styles['tableFrame']} tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption className={styles['caption']}>
          {caption} {refused > faults.length && words.firstOf(faults.length, refused)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{texts.fields.rfid}</th>
            <th scope="col">{texts.fields.contractId}</th>
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

function FaultRow({ fault: { row, code, messages, conflictingId, twin } }: { readonly fault: RowFault }) {
  const words = texts.charge.import;
  return (
    <tr>
      <td className={styles['number']}>{row.number}</td>
      <td className={styles['value']}>…{toPlain(row.rfid).slice(-4)}</td>
      <td className={styles['value']}>{row.contractId}</td>
      <td className={styles['why']}>
        <strong>{words.codes[code] ?? toWords(code)}</strong> {twin === null ? messages.join(' ') : words.twin(twin)}{' '}
        {conflictingId !== null && <Link href={pathOf('CHARGE_CARD', conflictingId)}>{words.conflicting}</Link>}
      </td>
    </tr>
  );
}
