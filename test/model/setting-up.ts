import type { Role, Viewer } from '@tessera/lifecycle';
import type { GivenInput, ModelCommand } from './model-command.js';
import type { Kind, Thing } from './thing.js';
import type { World } from './world.js';
import { HOLDERS } from './people.js';

/** The commands with which an administrator sets up the two tenants of a walk: programs of both kinds, and kiosks. */
export function setUpCommands([first, second]: readonly [string, string]): ModelCommand[] {
  return [
    ...PROGRAMS.map((input) => create(first, 'CARD_PROGRAM', input)),
    ...KIOSKS.map((input) => create(first, 'KIOSK', input)),
    ...[STAFF, VISITORS, { ...STAFF, id: 'abroad' }].map((input) => create(second, 'CARD_PROGRAM', input)),
    ...[HALL, { ...HALL, id: 'abroad' }].map((input) => create(second, 'KIOSK', input)),
  ];
}

/** How many rounds of commands a head start takes. */
export const HEAD_START = 6;

/**
 * A round of what gives a walk a head start: cards and temporary cards that are ready for use. Of a holder's two cards the second has to
 * wait for the first.
 */
export function headStartCommands(world: World, tenantId: string, round: number): ModelCommand[] {
  const onAll = (command: string, role: Role, [kind, state]: readonly [Kind, string]) => {
    const things = world.ofKind(tenantId, kind).filter((thing) => thing.state === state);
    return things.map((thing) => onThing({ tenantId, command, role }, thing));
  };
  switch (round) {
    case 0:
      return [
        ...[...HOLDERS, ...HOLDERS.slice(1)].map((holderId) => register(tenantId, holderId)),
        ...['guests', 'guests', 'crowd'].map((programId) => requestOf(tenantId, programId)),
      ];
    case 1:
    case 3:
      return onAll('request', 'OPERATOR', ['CARD', 'REGISTERED']);
    case 2:
    case 4:
      return onAll('complete', 'PRODUCER', ['PRODUCTION_OPERATION', 'REQUESTED']);
    default:
      return [
        ...onAll('activate', 'OPERATOR', ['CARD', 'PRODUCED']),
        ...onAll('initialize', 'OPERATOR', ['TEMPORARY_CARD', 'PRODUCED']),
      ];
  }
}

function register(tenantId: string, holderId: string): ModelCommand {
  return aNew({ tenantId, kind: 'CARD', command: 'register', role: 'OPERATOR' }, { programId: 'direct', holderId });
}

function requestOf(tenantId: string, programId: string): ModelCommand {
  return aNew({ tenantId, kind: 'TEMPORARY_CARD', command: 'request', role: 'OPERATOR' }, { programId });
}

/** All options as usual. */
const STAFF = { id: 'staff', name: 'Staff', kind: 'CARD', productionChannel: 'KIOSK' };
const DIRECT = { approvalRequired: false, queueOrders: false, validityDays: 20 };
const VISITORS = { id: 'visitors', name: 'Visitors', kind: 'TEMPORARY_CARD', productionChannel: 'KIOSK' };
const MANY = { multipleOrdersPerHolder: true, multipleActivePerHolder: true };

const PROGRAMS: readonly GivenInput[] = [
  STAFF,
  { ...STAFF, ...DIRECT, id: 'direct', productionChannel: 'SIMULATED' },
  { ...STAFF, id: 'queued', approvalRequired: false, validityDays: 30, issuesCertificates: false },
  { ...STAFF, ...MANY, id: 'many', queueOrders: false, fourEyes: false },
  VISITORS,
  { ...VISITORS, id: 'guests', queueOrders: false, issuesCertificates: false },
  { ...VISITORS, ...MANY, id: 'crowd', queueOrders: false },
];

const HALL = { id: 'hall', branch: 'Main hall', status: 'READY' };

const KIOSKS: readonly GivenInput[] = [
  HALL,
  { id: 'annexe', branch: 'Annexe', status: 'READY' },
  { id: 'stored', branch: null, status: 'READY' },
  { id: 'jammed', branch: 'Main hall', status: 'NOT_READY' },
  { id: 'away', branch: 'Main hall', status: 'OFFLINE' },
];

function create(tenantId: string, kind: Kind, input: GivenInput): ModelCommand {
  const command = kind === 'KIOSK' ? 'register' : 'create';
  const once = aNew({ tenantId, kind, command, role: 'TENANT_ADMIN' }, input);
  // One of them may be met again by its key.
  return { ...once, idempotencyKey: input.id === STAFF.id ? 'set-up' : null };
}

/** By whom and where a command is given. */
interface Given {
  readonly tenantId: string;
  readonly command: string;
  readonly role: Role;
}

function aNew({ tenantId, kind, command, role }: Given & { kind: Kind }, input: GivenInput): ModelCommand {
  return { ...WITHOUT_WORDS, kind, command, subjectId: null, viewer: inRole(tenantId, role), input };
}

function onThing({ tenantId, command, role }: Given, { kind, id }: Thing): ModelCommand {
  return { ...WITHOUT_WORDS, kind, command, subjectId: id, viewer: inRole(tenantId, role), input: {} };
}

function inRole(tenantId: string, role: Role): Viewer {
  return { id: 'beginner', tenantId, roles: [role], accountIds: [] };
}

const WITHOUT_WORDS = {
  count: 1,
  reason: null,
  comment: null,
  expectedVersion: null,
  idempotencyKey: null,
  isDryRun: false,
};
