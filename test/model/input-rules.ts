import type { ReasonCode } from '@tessera/lifecycle';
import type { ModelCommand } from './model-command.js';
import { isContractId, isRfid } from './charge-card-words.js';
import { PRODUCTION_CODES, REQUEST_CODES } from './error-codes.js';

/** What a command takes besides its input; without an entry it takes no reason and any comment. */
interface Words {
  readonly reasons?: readonly ReasonCode[];
  readonly needsReason?: boolean;
  readonly needsComment?: boolean;
}

const FAILURES: Words = {
  reasons: [
    'PRODUCTION_REFUSED',
    'PRODUCTION_FAILED',
    'PRODUCTION_CANCELED',
    'PRODUCTION_WINDOW_EXPIRED',
    'ORDERING_FAILED',
  ],
  needsReason: true,
};

const WORDS: Readonly<Record<string, Words>> = {
  'CARD reject': { needsComment: true },
  'CARD fail': FAILURES,
  'CARD deactivate': { reasons: ['MISLAID', 'LEAVE', 'SUSPECTED_MISUSE', 'OTHER'] },
  'CARD lock': { reasons: ['LOST', 'STOLEN', 'DAMAGED', 'HOLDER_LEFT', 'OTHER'], needsReason: true },
  'TEMPORARY_CARD fail': FAILURES,
  'TEMPORARY_CARD withdraw': {
    reasons: ['RETURNED', 'NO_LONGER_NEEDED', 'LOST_ORIGINAL', 'OTHER'],
    needsReason: true,
  },
  'TEMPORARY_CARD lock': { reasons: ['LOST', 'STOLEN', 'DAMAGED', 'OTHER'], needsReason: true },
  'CHARGE_CARD block': { reasons: ['MISLAID', 'STOLEN', 'MISUSE', 'OTHER'] },
};

type Check = (command: ModelCommand) => boolean;

const isValidName: Check = ({ input: { embossedName = null } }) =>
  embossedName === null || (embossedName.length >= 1 && embossedName.length <= 22);
const isCode =
  (codes: readonly string[]): Check =>
  ({ input }) =>
    codes.includes(input.errorCode ?? '');
const isContract: Check = ({ input }) => isContractId(input.contractId ?? '');

const CHECKS: Readonly<Record<string, Check>> = {
  'CARD register': isValidName,
  'PRODUCTION_OPERATION start': ({ viewer, input }) =>
    !viewer.roles.includes('OPERATOR') || (input.kioskId ?? null) !== null,
  'PRODUCTION_OPERATION refuse': isCode(REQUEST_CODES),
  'PRODUCTION_OPERATION fail': isCode(PRODUCTION_CODES),
  'CHARGE_CARD import': (command) => isRfid(command.input.rfid ?? '') && isContract(command),
  'CHARGE_CARD activate': isContract,
};

/** Which reasons a command takes, and whether it must have one or a comment. */
export function wordsOf({ kind, command }: Pick<ModelCommand, 'kind' | 'command'>): Required<Words> {
  return { reasons: [], needsReason: false, needsComment: false, ...WORDS[`${kind} ${command}`] };
}

/** Whether the command is wrong by its input and its viewer's roles alone. */
export function isInputWrong(command: ModelCommand): boolean {
  const { reason, comment } = command;
  const words = wordsOf(command);
  if (reason === null ? words.needsReason : !words.reasons.includes(reason)) return true;
  if (comment === null && (words.needsComment || reason === 'OTHER')) return true;
  if (comment !== null && comment.length > 500) return true;
  const isRight = CHECKS[`${command.kind} ${command.command}`] ?? (() => true);
  return !isRight(command);
}
