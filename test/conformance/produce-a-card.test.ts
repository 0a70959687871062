import type { Viewer } from '@tessera/lifecycle';
import type { ConformanceStack } from './support/conformance-stack.js';
import { DAY_MS } from '@tessera/lifecycle';
import { putKiosk } from '../support/log-stack.js';
import { startServerStack } from '../support/server-stack.js';
import { PRODUCE_A_CARD, PRODUCTION_ERRORS, REQUEST_ERRORS } from './sentences/produce-a-card.sentences.js';
import { cardIn, productionOf, registerCard } from './support/card-walk.js';
import { OPERATOR, openConformanceStack, PRODUCER, REQUESTER } from './support/conformance-stack.js';
import { enumValues } from './support/lifecycle-facts.js';
import { PRODUCTION_STATES, productionIn } from './support/production-walk.js';
import { findWaysOut } from './support/ways-out.js';

const KIOSK = { fields: 'kiosk { status kioskId occurredAt errorCode description }' };
const WINDOW_MS = 60 * DAY_MS;

interface KioskWords {
  readonly status: string;
  readonly kioskId: string | null;
  readonly occurredAt: string | null;
  readonly errorCode: string | null;
  readonly description: string | null;
}

/** The operation in the kiosk's words; null where a kiosk has none. */
async function atKiosk(stack: ConformanceStack, id: string): Promise<KioskWords | null> {
  const { kiosk } = (await stack.read('productionOperation', id, KIOSK)) as { readonly kiosk: KioskWords | null };
  return kiosk;
}

function start(stack: ConformanceStack, id: string, given: { kioskId?: string; viewer?: Viewer } = {}) {
  const { kioskId = 'WIS00001', viewer = OPERATOR } = given;
  return stack.outcomeOf(viewer, 'startProduction', { id, kioskId });
}

/** What a start of the operation is refused with. */
async function refusalOfStart(stack: ConformanceStack, id: string) {
  const source = `mutation { startProduction(input: { id: "${id}", kioskId: "WIS00001" }) {
    ... on TransitionRefusal { code message retryable } ... on ProductionWindowExpired { windowDays }
  } }`;
  return (await stack.ask(source)).at('startProduction');
}

describe(PRODUCE_A_CARD.title, () => {
  describe('Produce a card', () => {
    it('"Sends the card production request to a kiosk machine." and the card is in production', async () => {
      await using stack = await openConformanceStack();
      const { id, cardId } = await productionIn(stack, 'READY');
      expect(await start(stack, id)).toBe('IN_PROGRESS');
      expect(await atKiosk(stack, id)).toMatchObject({ status: 'IN_PROGRESS', kioskId: 'WIS00001' });
      expect(await stack.read('card', cardId, { fields: 'state' })).toEqual({ state: 'IN_PRODUCTION' });
    });

    it('"To confirm that card information has been successfully created, listen to the card-production-status-change webhook with status READY." as a subscription tells', async () => {
      await using stack = await openConformanceStack();
      const after = (await stack.ask('{ statusCursor }')).text('statusCursor');
      const { id } = await productionIn(stack, 'READY');
      const READY = `subscription($after: Cursor) {
        productionStatusChanged(to: [READY], after: $after) { fromState operation { id kiosk { status } } }
      }`;
      const stream = await stack.stream(READY, { variables: { after }, viewer: PRODUCER });
      if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
      const { value } = await stream.next();
      await stream.return(undefined);
      const told = { fromState: 'REQUESTED', operation: { id, kiosk: { status: 'READY' } } };
      expect(value).toMatchObject({ data: { productionStatusChanged: told } });
    });
  });

  describe('Warning', () => {
    it('"Cards that were created over 60 days ago will result in a 422 error code and cannot be retried." at no moment sooner', async () => {
      await using stack = await openConformanceStack();
      const { id } = await productionIn(stack, 'READY');
      const other = await productionIn(stack, 'READY');
      stack.clock.advance(WINDOW_MS);
      expect(await start(stack, other.id)).toBe('IN_PROGRESS');
      stack.clock.advance(1);
      const refused = { code: 'PRODUCTION_WINDOW_EXPIRED', retryable: false, windowDays: 60 };
      expect(await refusalOfStart(stack, id)).toMatchObject(refused);
      expect(await start(stack, id, { viewer: PRODUCER })).toBe('PRODUCTION_WINDOW_EXPIRED');
      await stack.pass(0);
      expect(await start(stack, id)).toBe('TRANSITION_NOT_ALLOWED');
    });

    it('"This is due to the data being obfuscated on our side." which happens when the 60 days are over', async () => {
      await using stack = await openConformanceStack();
      const fields = 'embossedName personalizationWipedAt';
      const id = await registerCard(stack);
      await stack.pass(WINDOW_MS - 1);
      const kept = { embossedName: 'MARA LIND', personalizationWipedAt: null };
      expect(await stack.read('card', id, { fields })).toEqual(kept);
      await stack.pass(1);
      const personalizationWipedAt = stack.clock.now().toISOString();
      expect(await stack.read('card', id, { fields })).toEqual({ embossedName: null, personalizationWipedAt });
    });

    it('"In this case, a new card order has to be created." as the old card is ordered no more, in whatever state', async () => {
      await using stack = await openConformanceStack();
      const registered = await registerCard(stack);
      const requested = await cardIn(stack, 'REQUESTED');
      const failed = await cardIn(stack, 'FAILED');
      const { id } = await productionIn(stack, 'READY');
      stack.clock.advance(WINDOW_MS + 1);
      const over = 'PRODUCTION_WINDOW_EXPIRED';
      expect(await stack.outcomeOf(REQUESTER, 'requestCard', { id: registered })).toBe(over);
      const approver = { ...OPERATOR, id: 'approver', roles: ['APPROVER'] as const };
      expect(await stack.outcomeOf(approver, 'approveCard', { id: requested })).toBe(over);
      expect(await stack.outcomeOf(OPERATOR, 'repeatCardOrder', { id: failed })).toBe(over);
      expect(await refusalOfStart(stack, id)).toMatchObject({ message: expect.stringContaining('new card') as string });
      const renewed = await productionIn(stack, 'READY');
      expect(await start(stack, renewed.id)).toBe('IN_PROGRESS');
    });
  });

  describe('Security', () => {
    it('"Security: UserToken" without which nothing is answered', async () => {
      const stack = await startServerStack();
      const query = 'mutation { startProduction(input: { id: "prod_1", kioskId: "WIS00001" }) { __typename } }';
      const { status, errors, data } = await stack.ask({ query, as: 'nobody' });
      await stack.stop();
      expect({ status, data, codes: errors?.map(({ extensions }) => extensions['code']) }).toEqual({
        status: 401,
        data: undefined,
        codes: ['UNAUTHENTICATED'],
      });
    });
  });

  describe('Path parameters', () => {
    it('"The profile ID (personal or business) that owns the card." is the tenant of the token, and no other finds it', async () => {
      await using stack = await openConformanceStack();
      const { id } = await productionIn(stack, 'READY');
      for (const viewer of [OPERATOR, PRODUCER])
        expect(await start(stack, id, { viewer: { ...viewer, tenantId: 'globex' } })).toBe('SUBJECT_NOT_FOUND');
      expect(await start(stack, id)).toBe('IN_PROGRESS');
    });

    it('"The unique token identifying the card." is an id that nothing else has', async () => {
      await using stack = await openConformanceStack();
      const first = await productionIn(stack, 'READY');
      const second = await productionIn(stack, 'READY');
      expect(new Set([first.id, first.cardId, second.id, second.cardId]).size).toBe(4);
      expect(await start(stack, `${first.id}0`)).toBe('SUBJECT_NOT_FOUND');
      await start(stack, first.id);
      expect(await atKiosk(stack, second.id)).toMatchObject({ status: 'READY' });
    });
  });

  describe('Request fields', () => {
    it('"kioskId (string, required)" of whoever sends the request', async () => {
      await using stack = await openConformanceStack();
      const { id } = await productionIn(stack, 'READY');
      const source = `mutation { startProduction(input: { id: "${id}" }) { ... on InputInvalid { issues { path code } } } }`;
      const issues = [{ path: ['input', 'kioskId'], code: 'REQUIRED' }];
      expect((await stack.ask(source)).at('startProduction')).toEqual({ issues });
    });

    it('"Identifier that specifies on which kiosk the card should be produced." and that kiosk must be able to', async () => {
      await using stack = await openConformanceStack();
      await putKiosk(stack.database, { id: 'WIS00002', branch: null });
      await putKiosk(stack.database, { id: 'WIS00003', status: 'NOT_READY' });
      await putKiosk(stack.database, { id: 'WIS00004' });
      const { id } = await productionIn(stack, 'READY');
      expect(await start(stack, id, { kioskId: 'WIS99999' })).toBe('KIOSK_ID_NOT_FOUND');
      expect(await start(stack, id, { kioskId: 'WIS00002' })).toBe('NO_BRANCH_LINKED_TO_KIOSK');
      expect(await start(stack, id, { kioskId: 'WIS00003' })).toBe('PRINTER_OR_SATELLITE_NOT_READY');
      expect(await start(stack, id, { kioskId: 'WIS00004' })).toBe('IN_PROGRESS');
      expect(await atKiosk(stack, id)).toMatchObject({ kioskId: 'WIS00004' });
    });
  });

  describe('status', () => {
    it('"Current production status:" one of the five', () => {
      const listed = PRODUCE_A_CARD.sections['status']?.slice(1).map((line) => line.replace(/ - .*/, ''));
      expect(enumValues('KioskProductionStatus')).toEqual(listed?.sort());
    });

    it('"READY - Card is ready for production" once its data was processed', async () => {
      await using stack = await openConformanceStack();
      const { id } = await productionIn(stack, 'REQUESTED');
      expect(await atKiosk(stack, id)).toBeNull();
      expect(await start(stack, id)).toBe('TRANSITION_NOT_ALLOWED');
      await stack.perform(PRODUCER, 'markProductionReady', { id });
      expect(await atKiosk(stack, id)).toMatchObject({ status: 'READY' });
      expect(await start(stack, id)).toBe('IN_PROGRESS');
    });

    it('"IN_PROGRESS - Card is in production at the kiosk machine" and cannot be started again', async () => {
      await using stack = await openConformanceStack();
      const { id } = await productionIn(stack, 'IN_PROGRESS');
      expect(await atKiosk(stack, id)).toMatchObject({ status: 'IN_PROGRESS', kioskId: 'WIS00001' });
      expect(await start(stack, id)).toBe('REQUEST_ALREADY_EXISTS');
    });

    it('"PRODUCED - Card is produced and collected. This is a final state" that no command leads out of', async () => {
      await using stack = await openConformanceStack();
      const { id, cardId } = await productionIn(stack, 'PRODUCED');
      expect(await atKiosk(stack, id)).toMatchObject({ status: 'PRODUCED', errorCode: null });
      expect(await stack.read('card', cardId, { fields: 'state' })).toEqual({ state: 'PRODUCED' });
      expect(await findWaysOut(stack, { kind: 'PRODUCTION_OPERATION', id })).toEqual([]);
    });

    it('"PRODUCTION_ERROR - Card production failed" and so has its card, to be ordered again by another operation', async () => {
      await using stack = await openConformanceStack();
      const { id, cardId } = await productionIn(stack, 'PRODUCTION_ERROR');
      expect(await atKiosk(stack, id)).toMatchObject({ status: 'PRODUCTION_ERROR', errorCode: 'CB_TIME' });
      expect(await stack.read('card', cardId, { fields: 'state' })).toEqual({ state: 'FAILED' });
      expect(await stack.outcomeOf(OPERATOR, 'repeatCardOrder', { id: cardId })).toBe('ORDERED');
      expect(await productionOf(stack, cardId)).not.toBe(id);
    });

    it('"REQUEST_ERROR - Card production request failed" and so has its card', async () => {
      await using stack = await openConformanceStack();
      const { id, cardId } = await productionIn(stack, 'REQUEST_ERROR');
      expect(await atKiosk(stack, id)).toMatchObject({ status: 'REQUEST_ERROR', errorCode: 'MISSING_SATELLITEUID' });
      expect(await stack.read('card', cardId, { fields: 'state' })).toEqual({ state: 'FAILED' });
    });
  });

  describe('kioskId', () => {
    it('"Identifier that specifies which kiosk machine is producing the card." and, afterwards, which has', async () => {
      await using stack = await openConformanceStack();
      for (const state of ['IN_PROGRESS', 'PRODUCED', 'PRODUCTION_ERROR'] as const) {
        const { id } = await productionIn(stack, state);
        expect(await atKiosk(stack, id)).toMatchObject({ status: state, kioskId: 'WIS00001' });
      }
    });

    it('"When the status is READY, this value is null."', async () => {
      await using stack = await openConformanceStack();
      const { id } = await productionIn(stack, 'READY');
      expect(await atKiosk(stack, id)).toMatchObject({ status: 'READY', kioskId: null });
    });
  });

  describe('occurredAt', () => {
    it('"Time when the card production request has been sent to the kiosk machine (ISO 8601 format)." and null before', async () => {
      await using stack = await openConformanceStack();
      const { id } = await productionIn(stack, 'READY');
      expect(await atKiosk(stack, id)).toMatchObject({ occurredAt: null });
      stack.clock.set(new Date('2026-03-04T12:24:56.121Z'));
      await start(stack, id);
      stack.clock.advance(DAY_MS);
      await stack.perform(PRODUCER, 'completeProduction', { id });
      expect(await atKiosk(stack, id)).toMatchObject({ occurredAt: '2026-03-04T12:24:56.121Z' });
    });
  });

  describe('errorCode', () => {
    it('"Code returned when card production is not successful." by refusal or failure', async () => {
      await using stack = await openConformanceStack();
      const refused = await productionIn(stack, 'REQUEST_ERROR');
      expect(await atKiosk(stack, refused.id)).toMatchObject({ errorCode: 'MISSING_SATELLITEUID' });
      const failed = await productionIn(stack, 'PRODUCTION_ERROR');
      expect(await atKiosk(stack, failed.id)).toMatchObject({ errorCode: 'CB_TIME' });
    });

    it('"Nullable." and null exactly where nothing went wrong', async () => {
      await using stack = await openConformanceStack();
      const withCode: string[] = [];
      for (const state of PRODUCTION_STATES) {
        const { id } = await productionIn(stack, state);
        if ((await atKiosk(stack, id))?.errorCode) withCode.push(state);
      }
      expect(withCode.sort()).toEqual(['PRODUCTION_ERROR', 'REQUEST_ERROR']);
    });
  });

  describe('Request errors', () => {
    it('"Request errors - Returned when status is REQUEST_ERROR:" these, and the one that a bureau adds', async () => {
      const listed = REQUEST_ERRORS.map((line) => line.replace(/ - .*/, ''));
      expect(await codesTaken('refuseProduction')).toEqual([...listed, 'MISSING_SATELLITEUID'].sort());
    });
  });

  describe('Production errors', () => {
    it('"Production errors - Returned when status is PRODUCTION_ERROR:" these, and no others', async () => {
      const listed = PRODUCTION_ERRORS.map((line) => line.replace(/ - .*/, ''));
      expect(await codesTaken('failProduction')).toEqual(listed.sort());
    });
  });

  describe('description', () => {
    it('"Detailed description of the error code." or the producer’s own words, where it sent some', async () => {
      await using stack = await openConformanceStack();
      const failWith = async (input: object) => {
        const { id } = await productionIn(stack, 'IN_PROGRESS');
        await stack.perform(PRODUCER, 'failProduction', { id, errorCode: 'PRT_RIBBON', ...input });
        return (await atKiosk(stack, id))?.description;
      };
      expect(await failWith({})).toBe('Printer error: ribbon error');
      expect(await failWith({ description: 'Tray 2.' })).toBe('Tray 2.');
    });
  });

  describe('Response 422', () => {
    it('"Response 422 fields (application/json):" are those of any other answer, also of a request refused at once', async () => {
      await using stack = await openConformanceStack();
      const { id } = await productionIn(stack, 'READY');
      await stack.perform(PRODUCER, 'refuseProduction', { id, errorCode: 'PAN_ALREADY_EXISTS' });
      const failure = { errorCode: 'PAN_ALREADY_EXISTS', description: 'The PAN already exists' };
      expect(await atKiosk(stack, id)).toEqual({
        status: 'REQUEST_ERROR',
        kioskId: null,
        occurredAt: null,
        ...failure,
      });
    });
  });
});

/** The error codes that a report takes, sorted. */
async function codesTaken(mutation: string): Promise<readonly string[]> {
  await using stack = await openConformanceStack();
  const { id } = await productionIn(stack, 'IN_PROGRESS');
  const taken: string[] = [];
  for (const errorCode of enumValues('ProductionErrorCode')) {
    const outcome = await stack.outcomeOf(PRODUCER, mutation, { id, errorCode, dryRun: true });
    if (outcome !== 'INPUT_INVALID') taken.push(errorCode);
  }
  return taken;
}
