import type { World } from './world.js';
import { ACCOUNT, HOLDER, inDays, OTHER_ACCOUNT, STRANGER } from './world.js';
import { aPair } from '../support/charge-cards.js';

/** How one row of the matrix is put, and where in the answer its word stands. */
export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The way to what is looked at; `#` stands for the item of a list that has the id of `of`. */
  readonly at: string;
  readonly of?: string;
}

type Asks = Readonly<Record<string, (world: World, unique: number) => Question>>;

function single(field: string, id: string): Question {
  return { query: `{ ${field}(id: "${id}") { id } }`, at: field };
}

function listed(field: string, of: string): Question {
  return { query: `{ ${field}(first: 200) { nodes { id } } }`, at: `${field}.nodes.#`, of };
}

/** Who reads none of the kind is told of no state. */
function counted(kind: string): Question {
  return { query: `{ cardCounts(kind: ${kind}) { count } }`, at: 'cardCounts' };
}

/** Of the days around today; the kind is absent where there is only one. */
function flowing(field: string, kind?: string): Question {
  const given = kind === undefined ? '' : `kind: ${kind}, `;
  const query = `query($from: DateTime!, $to: DateTime!) { ${field}(${given}from: $from, to: $to) { count } }`;
  return { query, variables: { from: inDays(-1), to: inDays(1) }, at: field };
}

function reference(type: string, id: string, list?: string): Question {
  const selects = list === undefined ? 'id' : `${list} { nodes { id } }`;
  const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${selects} } } }`;
  return {
    query,
    variables: { of: [{ __typename: type, id }] },
    at: list === undefined ? '_entities.0' : `_entities.0.${list}`,
  };
}

/** A field of the subject: `Card.production { id }` of the one that `card` leads to. */
function part(root: string, id: string, field: string): Question {
  return { query: `{ ${root}(id: "${id}") { ${field} } }`, at: `${root}.${field.split(' ', 1)[0] ?? ''}` };
}

/** What the last event of a subject that fits leads to. */
function event(type: string, subjectId: string, field: string): Question {
  const query = `{ statusEvents(first: 300) { items { subjectId ... on ${type} { ${field} { id } } } } }`;
  return { query, at: `statusEvents.items.#.${field}`, of: subjectId };
}

/** What is selected of an accepted command, and the way to what is looked at of it. */
interface Looked {
  readonly selects: string;
  readonly at: string;
}

/** A field of the type that an accepted command is answered. */
function below(type: string, field: string, selects = 'id'): Looked {
  return { selects: `... on ${type} { ${field} { ${selects} } }`, at: `.${field}` };
}

/** A mutation that tries a command. */
function tried(mutation: string, input: object, looked?: Looked): Question {
  return done(mutation, { ...input, dryRun: true }, looked);
}

function done(mutation: string, input: object, { selects, at }: Looked = { selects: '', at: '' }): Question {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${mutation}(input: $input) {
    __typename ... on TransitionRefusal { code } ... on GuardRefused { guard } ${selects}
  } }`;
  return { query, variables: { input }, at: `${mutation}${at}` };
}

/** The queries and references. */
export const QUERIES: Asks = {
  'Query.lifecycles': () => ({ query: '{ lifecycles { kind } }', at: 'lifecycles' }),
  'Query.statusCursor': () => ({ query: '{ statusCursor }', at: 'statusCursor' }),
  'Query.cardViewer': () => ({ query: '{ cardViewer { id } }', at: 'cardViewer' }),
  'Query.statusEvents@own': ({ own }) => ({
    query: '{ statusEvents(first: 300) { items { subjectId } } }',
    at: 'statusEvents.items.#',
    of: own,
  }),
  'Query._entities': () => reference('CardProgram', 'direct'),
  'Query._service': () => ({ query: '{ _service { sdl } }', at: '_service.sdl' }),
  'Query.card@own': ({ own }) => single('card', own),
  'Query.card@others': ({ others }) => single('card', others),
  'Query.card@fresh': ({ fresh }) => single('card', fresh),
  'Query.cards@own': ({ own }) => listed('cards', own),
  'Query.cards@others': ({ others }) => listed('cards', others),
  'Query.temporaryCard@own': ({ ownTemporary }) => single('temporaryCard', ownTemporary),
  'Query.temporaryCard@others': ({ othersTemporary }) => single('temporaryCard', othersTemporary),
  'Query.temporaryCards@own': ({ ownTemporary }) => listed('temporaryCards', ownTemporary),
  'Query.temporaryCards@others': ({ othersTemporary }) => listed('temporaryCards', othersTemporary),
  'Query.chargeCard@own': ({ ownCharge }) => single('chargeCard', ownCharge),
  'Query.chargeCard@others': ({ othersCharge }) => single('chargeCard', othersCharge),
  'Query.chargeCard@free': ({ freeCharge }) => single('chargeCard', freeCharge),
  'Query.chargeCards@own': ({ ownCharge }) => listed('chargeCards', ownCharge),
  'Query.chargeCards@others': ({ othersCharge }) => listed('chargeCards', othersCharge),
  'Query.chargeCardByRfid': ({ ownRfid }) => ({
    query: `{ chargeCardByRfid(rfid: "${ownRfid}") { id } }`,
    at: 'chargeCardByRfid',
  }),
  'Query.cardCounts@cards': () => counted('CARD'),
  'Query.cardCounts@temporaryCards': () => counted('TEMPORARY_CARD'),
  'Query.cardCounts@chargeCards': () => counted('CHARGE_CARD'),
  'Query.cardCounts@operations': () => counted('PRODUCTION_OPERATION'),
  'Query.cardThroughput@cards': () => flowing('cardThroughput', 'CARD'),
  'Query.cardThroughput@chargeCards': () => flowing('cardThroughput', 'CHARGE_CARD'),
  'Query.cardThroughput@operations': () => flowing('cardThroughput', 'PRODUCTION_OPERATION'),
  'Query.cardStageDurations@cards': () => flowing('cardStageDurations', 'CARD'),
  'Query.cardStageDurations@charged': () => flowing('cardStageDurations', 'CHARGE_CARD'),
  'Query.cardStageDurations@produced': () => flowing('cardStageDurations', 'PRODUCTION_OPERATION'),
  'Query.productionFailures': () => flowing('productionFailures'),
  'Query.cardPrograms': () => ({ query: '{ cardPrograms { id } }', at: 'cardPrograms.#', of: 'direct' }),
  'Query.kiosks': () => ({ query: '{ kiosks { id } }', at: 'kiosks.#', of: 'WIS00009' }),
  'Query.productionOperation@own': ({ ownOperation }) => single('productionOperation', ownOperation),
  'Query.productionOperations@own': ({ ownOperation }) => listed('productionOperations', ownOperation),
  'reference.Card@own': ({ own }) => reference('Card', own),
  'reference.Card@others': ({ others }) => reference('Card', others),
  'reference.TemporaryCard@own': ({ ownTemporary }) => reference('TemporaryCard', ownTemporary),
  'reference.TemporaryCard@others': ({ othersTemporary }) => reference('TemporaryCard', othersTemporary),
  'reference.ChargeCard@own': ({ ownCharge }) => reference('ChargeCard', ownCharge),
  'reference.ChargeCard@others': ({ othersCharge }) => reference('ChargeCard', othersCharge),
  'reference.ProductionOperation@own': ({ ownOperation }) => reference('ProductionOperation', ownOperation),
  'reference.CardProgram': () => reference('CardProgram', 'direct'),
  'reference.Kiosk': () => reference('Kiosk', 'WIS00009'),
  'reference.User': () => reference('User', HOLDER),
  'reference.Account': () => reference('Account', ACCOUNT),
};

/** The fields below a root that have a rule of their own. */
export const FIELDS: Asks = {
  'Card.embossedName@own': ({ own }) => part('card', own, 'embossedName'),
  'Card.embossedName@others': ({ others }) => part('card', others, 'embossedName'),
  'Card.temporaryCard@own': ({ stood }) => part('card', stood, 'temporaryCard { id }'),
  'Card.program@own': ({ own }) => part('card', own, 'program { id }'),
  'Card.production@own': ({ own }) => part('card', own, 'production { id }'),
  'Card.productionOperations@own': ({ own }) => part('card', own, 'productionOperations { nodes { id } }'),
  'Card.availableTransitions@own': ({ own }) => part('card', own, 'availableTransitions { command }'),
  'Card.history@own': ({ own }) => part('card', own, 'history { nodes { id } }'),
  'TemporaryCard.replacesCard@own': ({ ownTemporary: id }) => part('temporaryCard', id, 'replacesCard { id }'),
  'TemporaryCard.program@own': ({ ownTemporary: id }) => part('temporaryCard', id, 'program { id }'),
  'TemporaryCard.production@own': ({ ownTemporary: id }) => part('temporaryCard', id, 'production { id }'),
  'TemporaryCard.productionOperations@own': ({ ownTemporary: id }) =>
    part('temporaryCard', id, 'productionOperations { nodes { id } }'),
  'TemporaryCard.availableTransitions@own': ({ ownTemporary: id }) =>
    part('temporaryCard', id, 'availableTransitions { command }'),
  'TemporaryCard.history@own': ({ ownTemporary: id }) => part('temporaryCard', id, 'history { nodes { id } }'),
  'ChargeCard.contractId@own': ({ ownCharge }) => part('chargeCard', ownCharge, 'contractId'),
  'ChargeCard.duplicateOf@moved': ({ moved }) => part('chargeCard', moved, 'duplicateOf { id }'),
  'ChargeCard.duplicates@dead': ({ dead }) => part('chargeCard', dead, 'duplicates { id }'),
  'ChargeCard.availableTransitions@own': ({ ownCharge }) =>
    part('chargeCard', ownCharge, 'availableTransitions { command }'),
  'ChargeCard.history@own': ({ ownCharge }) => part('chargeCard', ownCharge, 'history { nodes { id } }'),
  'ProductionOperation.previousAttempt': ({ secondOperation: id }) =>
    part('productionOperation', id, 'previousAttempt { id }'),
  'ProductionOperation.subject': ({ ownOperation: id }) =>
    part('productionOperation', id, 'subject { ... on Card { id } }'),
  'ProductionOperation.availableTransitions': ({ ownOperation: id }) =>
    part('productionOperation', id, 'availableTransitions { command }'),
  'ProductionOperation.history': ({ ownOperation: id }) => part('productionOperation', id, 'history { nodes { id } }'),
  'User.cards@own': () => reference('User', HOLDER, 'cards'),
  'User.cards@others': () => reference('User', STRANGER, 'cards'),
  'User.temporaryCards@own': () => reference('User', HOLDER, 'temporaryCards'),
  'User.temporaryCards@others': () => reference('User', STRANGER, 'temporaryCards'),
  'Account.chargeCards@own': () => reference('Account', ACCOUNT, 'chargeCards'),
  'Account.chargeCards@others': () => reference('Account', OTHER_ACCOUNT, 'chargeCards'),
  'CardStatusEvent.card@own': ({ own }) => event('CardStatusEvent', own, 'card'),
  'TemporaryCardStatusEvent.temporaryCard@own': ({ ownTemporary: id }) =>
    event('TemporaryCardStatusEvent', id, 'temporaryCard'),
  'TemporaryCardStatusEvent.temporaryCard@returned': ({ returned }) =>
    event('TemporaryCardStatusEvent', returned, 'temporaryCard'),
  'ChargeCardStatusEvent.chargeCard@own': ({ ownCharge }) => event('ChargeCardStatusEvent', ownCharge, 'chargeCard'),
  'ProductionStatusEvent.operation': ({ ownOperation: id }) => event('ProductionStatusEvent', id, 'operation'),
  'VersionConflict.since@card': ({ ready: id }) =>
    tried('activateCard', { id, expectedVersion: 1 }, below('VersionConflict', 'since')),
  'VersionConflict.since@chargeCard': ({ ownCharge: id }) =>
    tried('blockChargeCard', { id, expectedVersion: 1 }, below('VersionConflict', 'since')),
  'CardTransition.card': ({ ready: id }) => tried('activateCard', { id }, below('CardTransition', 'card')),
  'TemporaryCardTransition.temporaryCard': ({ ownTemporary: id }) =>
    tried('withdrawTemporaryCard', { id, reason: 'RETURNED' }, below('TemporaryCardTransition', 'temporaryCard')),
  'ChargeCardTransition.chargeCard': ({ ownCharge: id }) =>
    tried('blockChargeCard', { id }, below('ChargeCardTransition', 'chargeCard')),
  'ProductionTransition.operation': ({ othersOperation: id }) =>
    tried('markProductionReady', { id }, below('ProductionTransition', 'operation')),
  'CardProgramConfigured.cardProgram': () =>
    tried('updateCardProgram', { id: 'direct', name: 'Other' }, below('CardProgramConfigured', 'cardProgram')),
  'KioskConfigured.kiosk': () =>
    tried('updateKiosk', { id: 'WIS00009', status: 'OFFLINE' }, below('KioskConfigured', 'kiosk')),
  'ImportChargeCardsRowResult.chargeCard': (_, unique) =>
    done(
      'importChargeCards',
      { rows: [aPair(1_000 + unique)] },
      { selects: '... on ImportedChargeCards { rows { code chargeCard { id } } }', at: '.rows.0.chargeCard' },
    ),
  'RequestedTemporaryCards.temporaryCards': () =>
    done(
      'requestTemporaryCards',
      { programId: 'visitors', count: 1 },
      below('RequestedTemporaryCards', 'temporaryCards'),
    ),
};

/** Every command, on a subject in a fitting state. */
export const MUTATIONS: Asks = {
  'Mutation.registerCard': () => tried('registerCard', { programId: 'direct', holderId: STRANGER }),
  'Mutation.requestCard@others': ({ fresh: id }) => tried('requestCard', { id }),
  'Mutation.approveCard@others': ({ asked: id }) => tried('approveCard', { id }),
  'Mutation.rejectCard@others': ({ asked: id }) => tried('rejectCard', { id, comment: 'No.' }),
  'Mutation.abortCard@others': ({ asked: id }) => tried('abortCard', { id }),
  'Mutation.repeatCardOrder@others': ({ broken: id }) => tried('repeatCardOrder', { id }),
  'Mutation.activateCard@own': ({ ready: id }) => tried('activateCard', { id }),
  'Mutation.deactivateCard@own': ({ own: id }) => tried('deactivateCard', { id, reason: 'LEAVE' }),
  'Mutation.reactivateCard@own': ({ stood: id }) => tried('reactivateCard', { id }),
  'Mutation.lockCard@own': ({ own: id }) => tried('lockCard', { id, reason: 'LOST' }),
  'Mutation.requestTemporaryCards': () => tried('requestTemporaryCards', { programId: 'visitors', count: 2 }),
  'Mutation.abortTemporaryCard': ({ queued: id }) => tried('abortTemporaryCard', { id }),
  'Mutation.initializeTemporaryCard': ({ madeTemporary: id }) => tried('initializeTemporaryCard', { id }),
  'Mutation.assignTemporaryCard': ({ freeTemporary: id }) => tried('assignTemporaryCard', { id, holderId: STRANGER }),
  'Mutation.extendTemporaryCard@own': ({ ownTemporary: id }) =>
    tried('extendTemporaryCard', { id, validUntil: inDays(6) }),
  'Mutation.withdrawTemporaryCard@own': ({ ownTemporary: id }) =>
    tried('withdrawTemporaryCard', { id, reason: 'RETURNED' }),
  'Mutation.lockTemporaryCard@own': ({ ownTemporary: id }) => tried('lockTemporaryCard', { id, reason: 'LOST' }),
  'Mutation.importChargeCard': () => tried('importChargeCard', aPair(900)),
  'Mutation.importChargeCards': () =>
    tried(
      'importChargeCards',
      { rows: [aPair(901)] },
      {
        selects: '... on ImportedChargeCards { rows { __typename code } }',
        at: '.rows.0',
      },
    ),
  'Mutation.activateChargeCard@free': ({ freeCharge: id, freeContractId: contractId }) =>
    tried('activateChargeCard', { id, contractId, accountId: ACCOUNT, subscriptionId: 'sub-2' }),
  'Mutation.startChargeCardActivation@free': ({ freeCharge: id }) =>
    tried('startChargeCardActivation', { id, accountId: ACCOUNT }),
  'Mutation.acceptChargeCardTerms@moved': ({ moved: id }) =>
    tried('acceptChargeCardTerms', { id, subscriptionId: 'sub-2' }),
  'Mutation.blockChargeCard@own': ({ ownCharge: id }) => tried('blockChargeCard', { id, reason: 'STOLEN' }),
  'Mutation.blockChargeCard@others': ({ othersCharge: id }) => tried('blockChargeCard', { id, reason: 'STOLEN' }),
  'Mutation.unblockChargeCard@blocked': ({ blocked: id }) => tried('unblockChargeCard', { id }),
  'Mutation.suspendChargeCard@own': ({ ownCharge: id }) => tried('suspendChargeCard', { id }),
  'Mutation.resumeChargeCard@suspended': ({ suspended: id }) => tried('resumeChargeCard', { id }),
  'Mutation.deactivateChargeCard@own': ({ ownCharge: id }) => tried('deactivateChargeCard', { id }),
  'Mutation.deactivateChargeCard@suspended': ({ suspended: id }) => tried('deactivateChargeCard', { id }),
  'Mutation.scheduleChargeCardDeactivation@own': ({ ownCharge: id }) =>
    tried('scheduleChargeCardDeactivation', { id, deactivatesAt: inDays(9) }),
  'Mutation.cancelChargeCardDeactivation@scheduled': ({ scheduled: id }) =>
    tried('cancelChargeCardDeactivation', { id }),
  'Mutation.revealChargeCard@own': ({ ownCharge: id }) => done('revealChargeCard', { id }),
  'Mutation.markProductionReady': ({ othersOperation: id }) => tried('markProductionReady', { id }),
  'Mutation.startProduction': ({ readyOperation: id }) => tried('startProduction', { id, kioskId: 'WIS00009' }),
  'Mutation.completeProduction': ({ othersOperation: id }) => tried('completeProduction', { id }),
  'Mutation.refuseProduction': ({ othersOperation: id }) =>
    tried('refuseProduction', { id, errorCode: 'KIOSK_ID_NOT_FOUND' }),
  'Mutation.failProduction': ({ othersOperation: id }) => tried('failProduction', { id, errorCode: 'UNKNOWN_ERROR' }),
  'Mutation.cancelProduction': ({ othersOperation: id }) => tried('cancelProduction', { id }),
  'Mutation.createCardProgram': () =>
    tried('createCardProgram', { id: 'new', name: 'New', kind: 'CARD', productionChannel: 'KIOSK' }),
  'Mutation.updateCardProgram': () => tried('updateCardProgram', { id: 'direct', name: 'Other' }),
  'Mutation.registerKiosk': () => tried('registerKiosk', { id: 'WIS00099' }),
  'Mutation.updateKiosk': () => tried('updateKiosk', { id: 'WIS00009', status: 'OFFLINE' }),
};
