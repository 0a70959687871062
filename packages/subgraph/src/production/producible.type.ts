import type { LifecycleSubject } from '@tessera/lifecycle';
import { createUnionType } from 'type-graphql';
import { typeOfKind } from '../graphql/kind-type.js';

/** A card that an operation produces, with the name of its GraphQL type. */
export type ProducibleSource = LifecycleSubject & { readonly producibleType: string };

/** What an operation can produce. */
export const Producible = createUnionType({
  name: 'Producible',
  description: 'What a production operation produces.',
  types: () => [typeOfKind('CARD'), typeOfKind('TEMPORARY_CARD')],
  // The resolver that returns it names the type.
  resolveType: (source) => (source as ProducibleSource).producibleType,
});
