import { PRODUCTION_STATUSES } from '@tessera/lifecycle';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { KindType } from '../graphql/kind-type.js';
import { DateTime } from '../graphql/scalars.js';
import { createTableEnum } from '../graphql/table-enum.js';

/** What an operation does, each with what it means. */
const ProductionOperationKind = createTableEnum('ProductionOperationKind', 'What an operation does.', {
  PRODUCE: 'It produces a card.',
});

/** The outcome so far. */
export const ProductionOperationStatus = createTableEnum(
  'ProductionOperationStatus',
  'The outcome of an operation so far.',
  PRODUCTION_STATUSES,
);

/** One attempt to produce a card; what it shares with all subjects is added by its module. */
@KindType('PRODUCTION_OPERATION')
@Directive('@key(fields: "id")')
@ObjectType('ProductionOperation', {
  description: 'One attempt to produce a card, at a bureau or at a kiosk. A retry is a new operation.',
  simpleResolvers: true,
})
export class ProductionOperationType {
  @Field(() => ID, { description: 'The operation’s id; ids sort by creation.' })
  declare readonly id: string;

  @Field(() => ProductionOperationKind, { description: 'What it does.', simple: false })
  declare readonly operation: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ended: exactly in the terminal states.' })
  declare readonly endTime: Date | null;

  @Field(() => Int, { description: 'Which attempt it is: 1 for a card’s first operation.' })
  declare readonly attempt: number;

  @Field(() => ID, { description: 'The card it produces.' })
  declare readonly subjectId: string;
}
