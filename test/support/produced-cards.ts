import type { createLogStack } from './log-stack.js';
import { acceptedId, aViewer, registerCard } from './log-stack.js';

/** Makes so many cards of program `direct`, each active and of a holder of its own; answers their ids. */
export async function activateCards(stack: ReturnType<typeof createLogStack>, count: number): Promise<string[]> {
  const holders = Array.from({ length: count }, (_, index) => `holder-${index}`);
  const ids = await Promise.all(holders.map((holderId) => registerCard(stack, { input: { holderId } })));
  await Promise.all(ids.map((subjectId) => stack.submit({ command: 'request', subjectId })));
  const events = await stack.readEvents();
  const operations = events.filter((event) => event.subjectKind === 'PRODUCTION_OPERATION');
  const complete = { kind: 'PRODUCTION_OPERATION', command: 'complete', viewer: aViewer('PRODUCER') };
  await Promise.all(operations.map(({ subjectId }) => stack.submit({ ...complete, subjectId })));
  const activated = ids.map((subjectId) => stack.submit({ command: 'activate', subjectId }));
  return (await Promise.all(activated)).map(acceptedId);
}
