import type { FileFault } from './parse-csv.js';
import { texts } from '../../texts/texts.js';
import { Notice } from '../../widgets/notice.js';
import styles from './import.module.css';

/** Why a file cannot be imported: what was found, in which row, and what was expected. */
export function FileFaultNotice({ name, fault }: { readonly name: string; readonly fault: FileFault }) {
  const words = texts.charge.import;
  return (
    <Notice>
      <strong>{words.unusable(name)}</strong>
      <dl className={styles['expectation']}>
        <dt>{words.found}</dt>
        <dd>{sayFound(fault)}</dd>
        <dt>{words.expected}</dt>
        <dd>{words.expectations[fault.code]}</dd>
      </dl>
    </Notice>
  );
}

function sayFound(fault: FileFault): string {
  const { findings } = texts.charge.import;
  switch (fault.code) {
    case 'TOO_LARGE':
    case 'NOT_TEXT':
    case 'EMPTY':
    case 'NO_ROWS':
      return findings[fault.code];
    case 'TOO_MANY_ROWS':
      return findings.TOO_MANY_ROWS(fault.found);
    case 'SEPARATOR':
      return findings.SEPARATOR(fault.row, findings.separators[fault.found] ?? fault.found);
    case 'HEADER':
      return findings.HEADER(fault.row, fault.found);
    case 'COLUMNS':
      return findings.COLUMNS(fault.row, fault.found);
    case 'QUOTES':
      return findings.QUOTES(fault.row);
  }
}
