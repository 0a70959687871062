import type { ImportRun, ImportView } from './import-run.js';
import { texts } from '../../texts/texts.js';
import { Button } from '../../widgets/button.js';
import { FaultNotice, Notice } from '../../widgets/notice.js';
import { FaultTable } from './fault-table.js';
import { ProgressBar } from './progress-bar.js';
import styles from './import.module.css';

interface StepProps {
  readonly run: ImportRun;
  readonly view: ImportView;
}

/** The step that an import is at, and what can be done there. */
export function ImportStep({ run, view }: StepProps) {
  const words = texts.charge.import;
  switch (view.stage) {
    case 'EMPTY':
      return null;
    case 'READING':
      return <ProgressBar label={words.reading} value={null} max={1} />;
    case 'CHECKING':
      return view.fault === null ? (
        <ProgressBar label={words.checking(view.total)} value={null} max={view.total} />
      ) : (
        <FaultNotice fault={view.fault} onRetry={() => void run.check()} />
      );
    case 'CHECKED':
      return <Verdict run={run} view={view} />;
    case 'IMPORTING':
    case 'STOPPED':
    case 'DONE':
      return <Importing run={run} view={view} />;
  }
}

/** What the dry run found. */
function Verdict({ run, view: { trial } }: StepProps) {
  const words = texts.charge.import;
  const good = trial.valid.length;
  return (
    <>
      <Notice tone={trial.refused === 0 ? 'good' : 'wait'}>
        <p>
          <strong>{words.verdict(good, trial.refused)}</strong> {words.nothingYet}
        </p>
      </Notice>
      {good > 0 && (
        <div className={styles['actions']}>
          <Button emphasis="primary" onClick={() => void run.begin()}>
            {words.import(good)}
          </Button>
        </div>
      )}
      <FaultTable caption={words.bad} tally={trial} />
    </>
  );
}

/** The import: how far it is, what may be done about it, and what it came to. */
function Importing({ run, view }: StepProps) {
  const words = texts.charge.import;
  const { stage, trial, tally, total, fault, isStopping } = view;
  return (
    <>
      {stage !== 'DONE' && (
        <ProgressBar label={words.importing(tally.answered, total)} value={tally.answered} max={total} />
      )}
      {stage === 'IMPORTING' && (
        <div className={styles['actions']}>
          <Button isBusy={isStopping} onClick={() => run.stop()}>
            {isStopping ? words.stopping : words.stop}
          </Button>
        </div>
      )}
      {stage === 'STOPPED' && <Stopped run={run} view={view} />}
      {stage === 'DONE' && (
        <Notice tone={tally.refused === 0 ? 'good' : 'wait'}>
          {words.done(tally.imported, tally.refused, trial.refused)}
        </Notice>
      )}
      {tally.importedBefore > 0 && fault === null && <p>{words.before(tally.importedBefore)}</p>}
      <FaultTable caption={words.refused} tally={tally} />
      <FaultTable caption={words.leftOut} tally={trial} />
    </>
  );
}

/** An import that ended before its end, and goes on where it was. */
function Stopped({ run, view: { fault, tally, total } }: StepProps) {
  const words = texts.charge.import;
  return (
    <>
      {fault === null ? (
        <Notice tone="wait">{words.stopped(total - tally.answered)}</Notice>
      ) : (
        <>
          <FaultNotice fault={fault} />
          <p>{words.once}</p>
        </>
      )}
      <div className={styles['actions']}>
        <Button emphasis="primary" onClick={() => void run.goOn()}>
          {words.goOn}
        </Button>
      </div>
    </>
  );
}
