import type {
  Card,
  Lifecycle,
  LifecycleSubject,
  ProductionOperation,
  ReasonCode,
  Role,
  Viewer,
} from '@tessera/lifecycle';
import type { TransitionCommand } from '../../packages/subgraph/src/log/transition-command.js';
import * as fc from 'fast-check';
import { cardLifecycle, productionLifecycle } from '@tessera/lifecycle';
import { aCommand, aViewer } from './log-stack.js';

/** What is left to chance in one command; numbers choose from what there is when it is made. */
export interface Chance {
  readonly isCreation: boolean;
  readonly target: number;
  /** Whether command and viewer are ones that may succeed, as the subject was when last looked at. */
  readonly isPlausible: boolean;
  readonly command: number;
  readonly viewer: number;
  readonly programId: string;
  readonly holderId: string;
  readonly kioskId: string | null;
  readonly errorCode: string;
  readonly reason: number;
  readonly comment: string | null;
  readonly hasVersion: boolean;
  readonly delivery: 'ONCE' | 'WITH_KEY' | 'TWICE_WITH_KEY';
}

/** A subject that commands may be made for. */
export type Target =
  | { readonly kind: 'CARD'; readonly subject: Card }
  | { readonly kind: 'PRODUCTION_OPERATION'; readonly subject: ProductionOperation };

const HOLDERS = ['mara', 'ole', 'ines', 'jonas', 'bela', 'rosa', 'anton', 'samir'];
const PRODUCERS_CODES = ['INVALID_FIELD_VALUE', 'REQUEST_CREATED_BUT_NOT_STARTED', 'PRD_FEEDER_JAM', 'UNKNOWN_ERROR'];

/** Callers: each role by two persons, one person with two roles, and somebody of another tenant. */
const VIEWERS: readonly Viewer[] = [
  ...(['OPERATOR', 'REQUESTER', 'APPROVER', 'PRODUCER'] as const).flatMap((role) => [
    aViewer(role),
    aViewer(role, { id: `second-${role.toLowerCase()}` }),
  ]),
  aViewer('OPERATOR', { id: 'both', roles: ['OPERATOR', 'APPROVER'] }),
  ...HOLDERS.map((id) => aViewer('CARDHOLDER', { id })),
  aViewer('OPERATOR', { id: 'foreigner', tenantId: 'globex' }),
];

/** Draws what is left to chance. */
export const chance: fc.Arbitrary<Chance> = fc.record({
  isCreation: often(1, 8),
  target: fc.nat(),
  isPlausible: often(3, 4),
  command: fc.nat(),
  viewer: fc.nat(),
  programId: fc.constantFrom('direct', 'approved', 'queued', 'simulated', 'unknown'),
  holderId: fc.constantFrom(...HOLDERS),
  kioskId: fc.constantFrom('WIS00001', 'WIS00001', 'WIS00002', 'unknown', null),
  errorCode: fc.constantFrom(...PRODUCERS_CODES),
  reason: fc.nat(),
  comment: fc.constantFrom('checked', 'checked', null),
  hasVersion: often(1, 4),
  delivery: fc.constantFrom('ONCE', 'WITH_KEY', 'TWICE_WITH_KEY'),
});

/** Makes the command that chance says, for one of the targets. */
export function makeCommand(drawn: Chance, targets: readonly Target[], requestId: string): TransitionCommand {
  const target = targets[drawn.target % Math.max(targets.length, 1)];
  const options = { requestId, idempotencyKey: drawn.delivery === 'ONCE' ? null : requestId, comment: drawn.comment };
  if (drawn.isCreation || target === undefined) {
    const input = { programId: drawn.programId, holderId: drawn.holderId, embossedName: 'MARA LIND' };
    const viewer = drawn.isPlausible
      ? pick(VIEWERS.filter(holdsAny(['OPERATOR', 'REQUESTER'])), drawn.viewer)
      : pick(VIEWERS, drawn.viewer);
    return aCommand({ ...options, input, viewer });
  }
  const { kind, subject } = target;
  const { command, roles, reasons } = chooseCommand(drawn, target);
  const viewers = drawn.isPlausible ? VIEWERS.filter(holdsAny(roles)) : VIEWERS;
  return aCommand({
    ...options,
    kind,
    command,
    subjectId: subject.id,
    viewer: pick(viewers, drawn.viewer),
    input: inputOf(command, kind, drawn),
    reason: reasons.length === 0 ? null : pick(reasons, drawn.reason),
    expectedVersion: drawn.hasVersion ? subject.version : null,
  });
}

/** A command that callers may give; a plausible one has a row from the state. */
function chooseCommand(
  { isPlausible, command }: Pick<Chance, 'isPlausible' | 'command'>,
  target: Target,
): { readonly command: string; readonly roles: readonly Role[]; readonly reasons: readonly ReasonCode[] } {
  const { kind, subject } = target;
  // Only states, roles and reasons are asked here, which are the same for every kind.
  const lifecycle = (kind === 'CARD' ? cardLifecycle : productionLifecycle) as unknown as Lifecycle<LifecycleSubject>;
  const open = Object.entries(lifecycle.commands).flatMap(([name, { rows, reasons = [] }]) => {
    const fitting = rows.filter(({ from }) => Array.isArray(from) && (!isPlausible || from.includes(subject.state)));
    const roles = fitting.flatMap(({ by }) => by).filter((role) => role !== 'SYSTEM');
    return roles.length === 0 ? [] : [{ command: name, roles, reasons }];
  });
  // From a terminal state nothing is plausible: then anything, which is to be refused.
  return open.length === 0 ? chooseCommand({ isPlausible: false, command }, target) : pick(open, command);
}

function inputOf(command: string, kind: Target['kind'], { kioskId, errorCode }: Chance) {
  if (kind === 'CARD') return {};
  if (command === 'start') return { kioskId };
  return command === 'refuse' || command === 'fail' ? { errorCode } : {};
}

function holdsAny(roles: readonly Role[]) {
  return (viewer: Viewer) =>
    viewer.tenantId === 'acme' && (roles.length === 0 || viewer.roles.some((role) => roles.includes(role)));
}

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('Nothing to choose from');
  return item;
}

function often(times: number, of: number): fc.Arbitrary<boolean> {
  return fc.nat({ max: of - 1 }).map((drawn) => drawn < times);
}
