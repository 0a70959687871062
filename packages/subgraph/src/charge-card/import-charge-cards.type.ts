import type { LifecycleSubject } from '@tessera/lifecycle';
import type { RefusalSource } from '../graphql/refusal.type.js';
import type { Plain } from '../graphql/plain.js';
import type { StatusEvent } from '../log/status-event.js';
import { chargeCardLifecycle } from '@tessera/lifecycle';
import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { assumedSize } from '../graphql/page-arguments.js';
import { RefusalCode, TransitionRefusalType } from '../graphql/refusal.type.js';
import { createTableEnum } from '../graphql/table-enum.js';
import { addCallOutcome, createResultUnion } from '../graphql/transition.type.js';
import { addCallFields, addComment, addOwnFields } from '../graphql/transition-inputs.js';
import { mutationOf } from '../graphql/transitions.js';
import { chargeCardTransitions } from './charge-card.transitions.js';
import { ChargeCardType } from './charge-card.type.js';

/** The import of one card: each row is one. */
export const IMPORT = mutationOf({ lifecycle: chargeCardLifecycle, subjectField: 'chargeCard' }, 'import');

/** As many rows as most imports have: of the 5,000 that there may be, four things beneath each would be too much. */
const ASSUMED_ROWS = 2_000;

/** The call's own cost holds its rows with their cards and events; what is asked for beneath these counts for each row. */
const IN_THE_CALL = '@cost(weight: 0)';

/** What a refused row takes with it, as the log writer spells it. */
export const ERROR_POLICIES = { REJECT_EVERYTHING: 'EVERYTHING', REJECT_FAILED_ROWS: 'FAILED_ROWS' } as const;

const ErrorPolicy = createTableEnum('ChargeCardImportErrorPolicy', 'What a refused row of an import takes with it.', {
  REJECT_EVERYTHING: 'Everything: one transaction imports all rows or none.',
  REJECT_FAILED_ROWS: 'Only itself: the others are imported, in transactions of 500 rows.',
} satisfies Record<keyof typeof ERROR_POLICIES, string>);

const Outcome = createTableEnum('ChargeCardImportOutcome', 'What became of one row of an import.', {
  IMPORTED: 'It was imported.',
  VALID: 'Nothing is wrong with it, but nothing was written: a dry run, or another row was refused.',
  REFUSED: 'It was refused.',
});

/** One card of an import. */
@InputType('ImportChargeCardsRow', { description: 'One card of an import.' })
class ImportChargeCardsRow {}
addOwnFields(ImportChargeCardsRow.prototype, IMPORT.rule);

/** What an import takes. */
@InputType('ImportChargeCardsInput', { description: 'What `importChargeCards` takes.' })
export class ImportChargeCardsInput {
  @Field(() => [ImportChargeCardsRow], { description: 'The cards: 1 to 5000.' })
  declare readonly rows: readonly { readonly rfid: string; readonly contractId: string }[];

  @Field(() => ErrorPolicy, { defaultValue: 'REJECT_EVERYTHING', description: 'What a refused row takes with it.' })
  declare readonly errorPolicy: keyof typeof ERROR_POLICIES;

  declare readonly comment?: string | null;
  declare readonly idempotencyKey?: string | null;
  declare readonly dryRun?: boolean | null;
}
addComment(ImportChargeCardsInput.prototype, IMPORT.rule);
addCallFields(ImportChargeCardsInput.prototype);

@ObjectType('ImportChargeCardsRowResult', {
  description: 'What became of one row of an import.',
  simpleResolvers: true,
})
class ImportChargeCardsRowResult {
  @Field(() => Int, { description: 'Which row: 0 is the first.' })
  declare readonly index: number;

  @Field(() => Outcome, { description: 'What became of it.' })
  declare readonly outcome: string;

  @Access({ by: 'READERS' })
  @Directive(IN_THE_CALL)
  @Field(() => ChargeCardType, { nullable: true, description: 'The new record; null unless it was imported.' })
  declare readonly chargeCard: LifecycleSubject | null;

  @Access({ by: 'PARENT' })
  @Directive(IN_THE_CALL)
  @Field(() => chargeCardTransitions.eventType, {
    nullable: true,
    description: 'Its event; null unless it was imported.',
  })
  declare readonly event: StatusEvent | null;

  @Field(() => RefusalCode, { nullable: true, description: 'Which refusal; null unless it was refused.' })
  declare readonly code: string | null;

  @Directive(IN_THE_CALL)
  @Field(() => TransitionRefusalType, {
    nullable: true,
    description: 'The refusal in words, of the first 100 refused rows.',
  })
  declare readonly refusal: RefusalSource | null;
}

/** An import as its GraphQL type has it. */
export interface ImportedSource {
  readonly type: 'ImportedChargeCards';
  readonly rows: readonly Plain<ImportChargeCardsRowResult>[];
  readonly importedCount: number;
  readonly refusedCount: number;
  readonly replayed: boolean;
  readonly dryRun: boolean;
}

@ObjectType('ImportedChargeCards', {
  description: 'Returned when an import was worked off; whether rows were imported, each row says.',
  simpleResolvers: true,
})
class ImportedChargeCardsType {
  @Directive(assumedSize(ASSUMED_ROWS))
  @Directive(IN_THE_CALL)
  @Field(() => [ImportChargeCardsRowResult], { description: 'A result a row, in the rows’ order.' })
  declare readonly rows: ImportedSource['rows'];

  @Field(() => Int, { description: 'How many rows were imported, by this call or by an earlier one with its key.' })
  declare readonly importedCount: number;

  @Field(() => Int, { description: 'How many rows were refused.' })
  declare readonly refusedCount: number;
}
addCallOutcome(ImportedChargeCardsType.prototype);

/** What an import leads to. */
export const ImportChargeCardsResult = createResultUnion(
  'ImportChargeCardsResult',
  'What an import leads to: a result a row, or the refusal of the whole call.',
  ImportedChargeCardsType,
);
