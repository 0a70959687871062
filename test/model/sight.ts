import type { Role, Viewer } from '@tessera/lifecycle';
import type { ModelCommand } from './model-command.js';
import type { Kind, Thing } from './thing.js';
import type { World } from './world.js';
import { bareContractId } from './charge-card-words.js';

const STAFF: readonly Role[] = [
  'REQUESTER',
  'APPROVER',
  'OPERATOR',
  'TENANT_ADMIN',
  'CUSTOMER_SUPPORT',
  'SUPPORT_AGENT',
];

const HELD: readonly Kind[] = ['CARD', 'TEMPORARY_CARD'];
const FOR_PRODUCERS: readonly Kind[] = ['PRODUCTION_OPERATION', 'KIOSK'];

/** The part of a command that decides what it reaches. */
type Asking = Pick<ModelCommand, 'kind' | 'command' | 'viewer' | 'input'>;

/** Whether the viewer may see the subject at all. */
export function canSee(world: World, viewer: Viewer, thing: Thing): boolean {
  return viewer.tenantId === thing.tenantId && viewer.roles.some((role) => reads(world, { role, viewer }, thing));
}

/** Whether the command reaches the subject: its viewer sees it, or proves to have an INACTIVE charge card at hand. */
export function reaches(world: World, command: Asking, thing: Thing): boolean {
  return (
    canSee(world, command.viewer, thing) || (command.viewer.roles.includes('ACCOUNT_OWNER') && proves(command, thing))
  );
}

/** The viewer's roles that count for the command on the subject. */
export function rolesOn(world: World, command: Asking, thing: Thing): Role[] {
  const { viewer } = command;
  return viewer.roles.filter((role) => {
    if (STAFF.includes(role) || role === 'PRODUCER') return true;
    return reads(world, { role, viewer }, thing) || (role === 'ACCOUNT_OWNER' && proves(command, thing));
  });
}

function reads(world: World, { role, viewer }: { role: Role; viewer: Viewer }, thing: Thing): boolean {
  if (thing.kind === 'CARD_PROGRAM' || STAFF.includes(role)) return true;
  if (role === 'CARDHOLDER') return HELD.includes(thing.kind) && thing.holderId === viewer.id;
  if (role === 'PRODUCER') return FOR_PRODUCERS.includes(thing.kind) || world.operationsOf(thing).length > 0;
  return thing.kind === 'CHARGE_CARD' && thing.accountId !== null && viewer.accountIds.includes(thing.accountId);
}

/** An INACTIVE charge card belongs to no account: its full contract id shows that somebody has it. */
function proves({ kind, command, viewer, input }: Asking, thing: Thing): boolean {
  if (kind !== 'CHARGE_CARD' || command !== 'activate' || thing.state !== 'INACTIVE') return false;
  return viewer.tenantId === thing.tenantId && bareContractId(input.contractId ?? '') === thing.contractId;
}
