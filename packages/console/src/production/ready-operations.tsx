import { ListReadyOperationsDocument } from '../__generated__/documents.js';
import { RowCommands } from '../commands/row-commands.js';
import { useAsk } from '../live/use-ask.js';
import { texts } from '../texts/texts.js';
import { OperationLine } from './operation-line.js';
import { WorkList } from './work-list.js';

/** How many are shown; the board has them all. */
const SHOWN = 5;

/** The operations that wait for a kiosk, each to be started or canceled by those who may. */
export function ReadyOperations() {
  const asked = useAsk(
    'ready operations',
    async (tessera, signal) =>
      (await tessera.execute(ListReadyOperationsDocument, { first: SHOWN }, { signal })).productionOperations,
    { isStale: ({ subjectKind }) => subjectKind === 'PRODUCTION_OPERATION' },
  );
  return (
    <WorkList heading={texts.production.ready} none={texts.production.readyNone} asked={asked}>
      {(operation) => (
        <>
          <OperationLine operation={operation} />
          <RowCommands
            kind="PRODUCTION_OPERATION"
            subject={operation}
            options={operation.availableTransitions}
            wanted={['START', 'CANCEL']}
          />
        </>
      )}
    </WorkList>
  );
}
