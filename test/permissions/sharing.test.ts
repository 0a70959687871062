import type { Viewer } from '@tessera/lifecycle';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { RequestContext } from '../../packages/subgraph/src/graphql/request-context.js';
import type { Services } from '../../packages/subgraph/src/services.js';
import { canReadEvent, LIFECYCLES } from '@tessera/lifecycle';
import { execute, parse, validate } from 'graphql';
import { createRequestContext } from '../../packages/subgraph/src/graphql/create-context.js';
import { createSharing } from '../../packages/subgraph/src/graphql/share-key.js';
import { SCHEMA } from '../support/graph-stack.js';
import { aViewer } from '../support/log-stack.js';
import { ACCOUNT, HOLDER, OTHER_ACCOUNT, startWorld, STRANGER } from './world.js';

const findSharing = createSharing(SCHEMA);

/** Two of each kind of viewer, by names: `OPR 1` and `OPR 2` differ in nothing but who they are. */
const VIEWERS: Readonly<Record<string, Viewer>> = {
  'OPR 1': aViewer('OPERATOR', { id: 'olga.petrov' }),
  'OPR 2': aViewer('OPERATOR', { id: 'otto.weber' }),
  'OPR abroad': aViewer('OPERATOR', { id: 'olga.petrov', tenantId: 'globex' }),
  'APR 1': aViewer('APPROVER', { id: 'anton.keller' }),
  'APR 2': aViewer('APPROVER', { id: 'rosa.brandt' }),
  'TAD 1': aViewer('TENANT_ADMIN', { id: 'tomas.novak' }),
  'TAD 2': aViewer('TENANT_ADMIN', { id: 'tina.braun' }),
  'PRD 1': aViewer('PRODUCER', { id: 'bureau-1' }),
  'PRD 2': aViewer('PRODUCER', { id: 'bureau-2' }),
  'CHD 1': aViewer('CARDHOLDER', { id: HOLDER }),
  'CHD 2': aViewer('CARDHOLDER', { id: STRANGER }),
  'AOW 1': aViewer('ACCOUNT_OWNER', { id: 'ines.ferreira', accountIds: [ACCOUNT] }),
  'AOW 2': aViewer('ACCOUNT_OWNER', { id: 'stranger', accountIds: [OTHER_ACCOUNT] }),
  'AAD 1': aViewer('ACCOUNT_ADMIN', { id: 'jonas.berg', accountIds: [ACCOUNT] }),
  'AAD 2': aViewer('ACCOUNT_ADMIN', { id: 'jonas.berg', accountIds: [ACCOUNT, OTHER_ACCOUNT] }),
  'OPR CHD 1': aViewer('OPERATOR', { id: HOLDER, roles: ['OPERATOR', 'CARDHOLDER'] }),
  'OPR CHD 2': aViewer('OPERATOR', { id: STRANGER, roles: ['OPERATOR', 'CARDHOLDER'] }),
};

/** Pairs of the same roles that depend on nobody's person: they alone may ever share. */
const ALIKE = ['OPR 1 + OPR 2', 'APR 1 + APR 2', 'TAD 1 + TAD 2', 'PRD 1 + PRD 2'];

/** What is subscribed to, and whether {@link ALIKE} share it: not where an answer depends on the very viewer. */
const DOCUMENTS: readonly (readonly [document: string, share: readonly string[]])[] = [
  ['{ statusChanged { cursor previousCursor subjectId commandName comment actor { id role } occurredAt } }', ALIKE],
  ['{ statusChanged { ... on CardStatusEvent { card { state holder { id } program { name } } } } }', ALIKE],
  ['{ cardStatusChanged { card { history { nodes { id } } productionOperations { nodes { state } } } } }', ALIKE],
  ['{ cardStatusChanged { card { holder { cards { nodes { id } } temporaryCards { nodes { id } } } } } }', ALIKE],
  ['{ chargeCardStatusChanged { chargeCard { state account { chargeCards { nodes { id } } } } } }', ALIKE],
  ['{ productionStatusChanged { operation { subject { ... on Card { state } } } } }', ALIKE],
  ['{ cardStatusChanged { card { availableTransitions { command allowed } } } }', []],
  ['{ cardStatusChanged { card { embossedName } } }', []],
  ['{ chargeCardStatusChanged { chargeCard { contractId } } }', []],
  ['{ temporaryCardStatusChanged { temporaryCard { production { availableTransitions { command } } } } }', []],
  ['{ statusChanged { ...Deep } } fragment Deep on CardStatusEvent { card { ...Most } } fragment Most on Card { id availableTransitions { allowed } }', []],
  ['{ productionStatusChanged { operation { subject { ... on Card { ... { embossedName } } } } } }', []],
  ['{ statusChanged { ... on ProductionStatusEvent { operation { subject { ... on Card { holder { cards { nodes { embossedName } } } } } } } } }', []],
]; // prettier-ignore

describe('two viewers', () => {
  it.each(DOCUMENTS)('share %s only where the table says so', (text, share) => {
    const document = parse(`subscription ${text}`);
    expect(validate(SCHEMA, document)).toEqual([]);
    expect(pairsWithOneKey(text)).toEqual(share);
  });

  it('are answered the same, byte for byte, on every event of a full log, wherever they share', async () => {
    const { stack } = await startWorld();
    const { services } = stack.server;
    const events = await readEvents(services);
    let compared = 0;
    for (const [text] of DOCUMENTS) {
      for (const pair of pairsWithOneKey(text)) {
        const [one = '', other = ''] = pair.split(' + ');
        // The two see the same of them, or none would be shared.
        for (const event of events.filter((each) => canSee(one, each) || canSee(other, each))) {
          const [seen, alike] = [viewerOf(one), viewerOf(other)].map((viewer) => contextOf(services, viewer));
          expect(await answer(text, event, seen)).toEqual(await answer(text, event, alike));
          compared += 1;
        }
      }
    }
    await stack.stop();
    expect(compared).toBeGreaterThan(500);
  });
});

/** The pairs of viewers for whom one execution would do. */
function pairsWithOneKey(text: string): readonly string[] {
  const names = Object.keys(VIEWERS);
  const keys = new Map(names.map((name) => [name, keyOf(text, viewerOf(name))]));
  return names.flatMap((one, index) =>
    names.slice(index + 1).flatMap((other) => (keys.get(one) === keys.get(other) ? [`${one} + ${other}`] : [])),
  );
}

function keyOf(text: string, viewer: Viewer): string {
  const request = { document: parse(`subscription ${text}`), operationName: null, variables: {} };
  return findSharing(request, { viewer, isGateway: true }).key;
}

function viewerOf(name: string): Viewer {
  const viewer = VIEWERS[name];
  if (viewer === undefined) throw new Error(`No viewer ${name}`);
  return viewer;
}

function canSee(name: string, event: StatusEvent): boolean {
  const lifecycle = LIFECYCLES.get(event.subjectKind);
  return lifecycle !== undefined && canReadEvent(lifecycle, viewerOf(name), event);
}

async function readEvents({ feeds }: Services): Promise<readonly StatusEvent[]> {
  const reader = aViewer('OPERATOR');
  const head = await feeds.readHead(reader.tenantId);
  const stream = await feeds.follow(reader, { accepts: () => true }, 0);
  const events: StatusEvent[] = [];
  for await (const { event } of stream) {
    events.push(event);
    if (event.position === head) break;
  }
  return events;
}

function contextOf(services: Services, viewer: Viewer): RequestContext {
  const source = { requestId: 'r', isGateway: true, hasGatewaySecret: false, channel: 'API' } as const;
  return createRequestContext(services, { viewer, ...source });
}

/** What is told of the event, as JSON. */
async function answer(text: string, event: StatusEvent, contextValue: unknown): Promise<string> {
  const rootValue = { event, previousPosition: event.position - 1 };
  return JSON.stringify(
    await execute({ schema: SCHEMA, document: parse(`subscription ${text}`), rootValue, contextValue }),
  );
}
