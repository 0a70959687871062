import type { RefusalSource } from '../graphql/refusal.type.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { ImportedSource } from './import-charge-cards.type.js';
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { Access, accessOfCommand } from '../graphql/access.js';
import { importChargeCards } from './import-charge-cards.js';
import { IMPORT, ImportChargeCardsInput, ImportChargeCardsResult } from './import-charge-cards.type.js';

/** Responsible for the import of many charge cards by one call. Talks to the log writer. */
@Resolver()
export class ImportChargeCardsResolver {
  @Access(accessOfCommand(IMPORT.rule))
  @Directive('@cost(weight: 500)')
  @Mutation(() => ImportChargeCardsResult, {
    description:
      'Imports up to 5,000 charge cards, each row checked against the rows before it too. A result a row, in the rows’ order.',
  })
  importChargeCards(
    @Arg('input', () => ImportChargeCardsInput, { description: 'The cards, and what a refused one takes with it.' })
    input: ImportChargeCardsInput,
    @Ctx() context: RequestContext,
  ): Promise<ImportedSource | RefusalSource> {
    return importChargeCards(input, context);
  }
}
