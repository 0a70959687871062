import { texts } from '../../texts/texts.js';
import { FaultNotice } from '../../widgets/notice.js';
import { Panel } from '../../widgets/page.js';
import { FileDrop } from './file-drop.js';
import { FileFaultNotice } from './file-fault-notice.js';
import { HEADER, SEPARATOR } from './import-row.js';
import { ImportStep } from './import-steps.js';
import { useImportRun } from './use-import-run.js';
import styles from './import.module.css';

/** Brings in charge cards from a file: it is tried first, and imported when somebody says so. */
export function ImportTab() {
  const { run, view } = useImportRun();
  const { name, stage, fileFault, fault } = view;
  const words = texts.charge.import;
  const isBusy = stage === 'READING' || stage === 'IMPORTING' || (stage === 'CHECKING' && fault === null);
  return (
    <Panel heading={words.heading}>
      <div className={styles['steps']}>
        <p className={styles['format']}>
          {words.format} <code>{HEADER.join(SEPARATOR)}</code>
        </p>
        <FileDrop isDisabled={isBusy} onFile={(file) => void run.take(file)} />
        {name !== null && fileFault === null && <h3>{name}</h3>}
        {name !== null && fileFault !== null && <FileFaultNotice name={name} fault={fileFault} />}
        {stage === 'EMPTY' && fault !== null && <FaultNotice fault={fault} />}
        <ImportStep run={run} view={view} />
      </div>
    </Panel>
  );
}
