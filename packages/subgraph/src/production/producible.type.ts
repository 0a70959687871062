import type { LifecycleSubject } from '@tessera/lifecycle';
import type { RequestContext } from '../graphql/request-context.js';
import { createUnionType } from 'type-graphql';
import { typeOfKind } from '../graphql/kind-type.js';

/** A card that an operation produces, with its kind. */
export type ProducibleSource = LifecycleSubject & { readonly subjectKind: string };

/** What an operation can produce. */
export const Producible = createUnionType({
  name: 'Producible',
  description: 'What a production operation produces.',
  types: () => [typeOfKind('CARD'), typeOfKind('TEMPORARY_CARD')],
  resolveType: (source, context) => {
    const { subjectKind } = source as ProducibleSource;
    return (context as RequestContext).services.lifecycles.get(subjectKind)?.type;
  },
});
