import { ListFailedOperationsDocument } from '../__generated__/documents.js';
import { Answered } from '../live/answered.js';
import { useAsk } from '../live/use-ask.js';
import { texts } from '../texts/texts.js';
import { Panel } from '../widgets/page.js';
import { OperationList } from './operation-list.js';

/** How many operations are shown; the board has them all. */
const SHOWN = 10;

/** The operations that failed last, each with what went wrong. */
export function NewestErrors() {
  const asked = useAsk(
    'failed operations',
    async (tessera, signal) =>
      (await tessera.execute(ListFailedOperationsDocument, { first: SHOWN }, { signal })).productionOperations.nodes,
    { isStale: ({ subjectKind }) => subjectKind === 'PRODUCTION_OPERATION' },
  );
  return (
    <Panel heading={texts.production.newestErrors}>
      <Answered asked={asked}>
        {(operations) => <OperationList operations={operations} none={texts.production.noErrors} hasErrors />}
      </Answered>
    </Panel>
  );
}
