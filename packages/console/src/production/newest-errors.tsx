import { ListFailedOperationsDocument } from '../__generated__/documents.js';
import { useAsk } from '../live/use-ask.js';
import { texts } from '../texts/texts.js';
import { FaultNotice, Loading } from '../widgets/notice.js';
import { Panel } from '../widgets/page.js';
import { ErrorWords } from './error-words.js';
import { OperationLine } from './operation-line.js';
import styles from './production.module.css';

/** How many operations are shown; the board has them all. */
const SHOWN = 10;

/** The operations that failed last, each with what went wrong. */
export function NewestErrors() {
  const { data, fault, reload } = useAsk(
    'failed operations',
    async (tessera, signal) =>
      (await tessera.execute(ListFailedOperationsDocument, { first: SHOWN }, { signal })).productionOperations.nodes,
    { isStale: ({ subjectKind }) => subjectKind === 'PRODUCTION_OPERATION' },
  );
  return (
    <Panel heading={texts.production.newestErrors}>
      {fault !== null && <FaultNotice fault={fault} onRetry={reload} />}
      {data === undefined && fault === null && <Loading />}
      {data?.length === 0 && <p className={styles['quiet']}>{texts.production.noErrors}</p>}
      <ul className={styles['list']}>
        {data?.map((operation) => (
          <li key={operation.id} className={styles['item']}>
            <OperationLine operation={operation} />
            <ErrorWords operation={operation} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
