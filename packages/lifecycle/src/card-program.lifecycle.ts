import type { CardKind, CardProgram, ProductionChannelKind } from './card-program.js';
import type { Input, InputField } from './engine/rule.js';
import { PROGRAM_BY_ID } from './card-program.js';
import {
  CONFIGURATION_STATES,
  CONFIGURED_BY,
  describeValues,
  idField,
  idIsFree,
  updateRow,
} from './configuration.rules.js';
import { defineLifecycle } from './engine/define-lifecycle.js';
import { NO_TIES, readersOf } from './engine/subject.js';
import { CALLER_ROLES } from './roles.js';

/** [D, F] How long a card is valid unless its program says otherwise, in days. */
const VALIDITY_DAYS: Readonly<Record<CardKind, number>> = { CARD: 1_095, TEMPORARY_CARD: 14 };

/** The options of a new program, where none are given. */
const DEFAULTS = {
  approvalRequired: true,
  queueOrders: true,
  multipleOrdersPerHolder: false,
  multipleActivePerHolder: false,
  fourEyes: true,
  issuesCertificates: true,
} as const;

type Option = keyof typeof DEFAULTS;

const OPTIONS: Readonly<Record<Option, string>> = {
  approvalRequired: 'Whether a request waits for an approver.',
  queueOrders: 'Whether orders wait for the batch sync.',
  multipleOrdersPerHolder: 'Whether a holder may have several open orders.',
  multipleActivePerHolder: 'Whether a holder may have several active, or assigned, cards.',
  fourEyes: 'Whether the approver must be somebody else than the requester.',
  issuesCertificates: 'Whether its cards carry certificates.',
};

const FIELDS = [...(Object.keys(OPTIONS) as Option[]), 'validityDays', 'productionChannel'] as const;

/** Absent: as the default, or as it is. */
const OPTIONAL_INPUT: Readonly<Record<string, InputField>> = {
  ...Object.fromEntries(
    Object.entries(OPTIONS).map(([option, means]) => [option, { type: 'BOOLEAN', means } as const]),
  ),
  validityDays: {
    type: 'INT',
    means: 'How long a card is valid from its activation or assignment: 1 to 3650 days.',
    range: [1, 3_650],
    example: '14',
  },
};
const NAME: InputField = { type: 'STRING', means: 'Its name: 1 to 200 characters.', maxLength: 200 };
const CHANNEL: InputField = { type: 'PRODUCTION_CHANNEL', means: 'Who makes its cards.' };

/** The fields of a program that the input gives. */
function givenOf(_program: CardProgram, input: Input): Partial<CardProgram> {
  return Object.fromEntries(
    ['name', ...FIELDS].flatMap((field) => (isGiven(input[field]) ? [[field, input[field]]] : [])),
  );
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** Card programs: how a tenant issues one kind of card. */
export const cardProgramLifecycle = defineLifecycle<CardProgram>({
  kind: 'CARD_PROGRAM',
  type: 'CardProgram',
  idPrefix: 'program',
  means: 'A tenant’s way to issue one kind of card.',
  isConfiguration: true,
  states: CONFIGURATION_STATES,
  initial: 'CONFIGURED',
  terminal: [],
  commands: {
    create: {
      means: 'Creates a card program; options that are left out have their defaults.',
      idField: 'id',
      input: {
        id: idField('The tenant’s own id for it.', '"visitor"'),
        name: { ...NAME, requiredFor: 'EVERYBODY', example: '"Visitor cards"' },
        kind: { type: 'CARD_KIND', means: 'Which cards it issues; it stays so.', requiredFor: 'EVERYBODY' },
        productionChannel: { ...CHANNEL, requiredFor: 'EVERYBODY' },
        ...OPTIONAL_INPUT,
      },
      rows: [
        {
          from: 'NOTHING',
          to: 'CONFIGURED',
          by: CONFIGURED_BY,
          guards: [idIsFree('CARD_PROGRAM', PROGRAM_BY_ID)],
          set: ({ subject, input }) => {
            const kind = input['kind'] as CardKind;
            return { kind, validityDays: VALIDITY_DAYS[kind], ...givenOf(subject, input) };
          },
          tells: (after) => ({ summary: describeValues(after, ['name', 'kind', ...FIELDS]) }),
        },
      ],
    },
    update: {
      means: 'Changes a card program: what is given changes, for future commands only; the rest stays.',
      input: { name: NAME, productionChannel: CHANNEL, ...OPTIONAL_INPUT },
      rows: [updateRow(givenOf)],
    },
  },
  timers: {},
  readers: readersOf(CALLER_ROLES),
  blank: (base) => ({
    ...base,
    state: 'CONFIGURED',
    name: '',
    kind: 'CARD',
    ...DEFAULTS,
    validityDays: VALIDITY_DAYS.CARD,
    productionChannel: 'SIMULATED' satisfies ProductionChannelKind,
  }),
  scopeOf: ({ id }) => ({ ...NO_TIES, programId: id }),
  windowStart: ({ createdAt }) => createdAt,
});
