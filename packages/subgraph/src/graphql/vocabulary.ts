import {
  CARD_KINDS,
  GUARD_CODES,
  KIOSK_STATUSES,
  LIFECYCLES,
  meaningsOf,
  PRODUCTION_CHANNELS,
  PRODUCTION_ERROR_CATEGORIES,
  PRODUCTION_ERRORS,
  REASONS,
  ROLES,
} from '@tessera/lifecycle';
import { TRANSITION_CHANNELS } from '../log/status-event.js';
import { countedLifecycles } from '../log/tally.js';
import { createTableEnum } from './table-enum.js';

/** The kinds of subjects whose events the log holds. */
export const SubjectKind = createTableEnum(
  'SubjectKind',
  'A kind of subject with a life: its events are in the log.',
  Object.fromEntries([...LIFECYCLES.values()].map(({ kind, means }) => [kind, means])),
);

/** The kinds of subjects that are counted. */
export const CountedKind = createTableEnum(
  'CountedKind',
  'A kind of subject that is counted: those whose life has states.',
  Object.fromEntries(countedLifecycles(LIFECYCLES).map(({ kind, means }) => [kind, means])),
);

/** Why a command is issued. */
export const ReasonCode = createTableEnum(
  'ReasonCode',
  'Why a command is issued. Each command has its own list of reasons; OTHER demands a comment.',
  REASONS,
);

/** Who may do what. */
export const CardRole = createTableEnum('CardRole', 'A role in the life of cards.', ROLES);

/** Where a command came from. */
export const TransitionChannelEnum = createTableEnum(
  'TransitionChannel',
  'Where a command came from.',
  TRANSITION_CHANNELS,
);

/** Why a guard refuses. */
export const GuardCodeEnum = createTableEnum(
  'GuardCode',
  'Why a rule beyond state and role refuses.',
  meaningsOf(GUARD_CODES),
);

/** Which cards a program issues. */
export const CardKindEnum = createTableEnum('CardKind', 'Which cards a program issues.', CARD_KINDS);

/** Who makes a program's cards. */
export const ProductionChannelEnum = createTableEnum(
  'ProductionChannel',
  'Who makes a program’s cards.',
  PRODUCTION_CHANNELS,
);

/** What a kiosk can do now. */
export const KioskStatusEnum = createTableEnum('KioskStatus', 'What a kiosk can do now.', KIOSK_STATUSES);

/** Why a production went wrong. */
export const ProductionErrorCodeEnum = createTableEnum(
  'ProductionErrorCode',
  'Why a production request was refused or a production failed.',
  mapValues(PRODUCTION_ERRORS, ({ description }) => description),
);

/** What part of the production chain an error code speaks of. */
export const ProductionErrorCategoryEnum = createTableEnum(
  'ProductionErrorCategory',
  'What part of the production chain an error code speaks of.',
  PRODUCTION_ERROR_CATEGORIES,
);

function mapValues<K extends string, V>(table: Readonly<Record<K, V>>, to: (value: V) => string): Record<K, string> {
  const entries = Object.entries<V>(table).map(([key, value]) => [key, to(value)]);
  // The keys are those of the table.
  return Object.fromEntries(entries) as Record<K, string>;
}
