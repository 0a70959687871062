import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { AnswerTraits } from './answer-traits.js';
import type { ContextSource } from './create-context.js';
import type { MeteredRequest } from './limits/request-cost.js';
import { PERSONAL_ROLES } from '@tessera/lifecycle';
import { print } from 'graphql';
import { tenantKey } from '../persistence/tenant-scope.js';
import { findAnswerTraits } from './answer-traits.js';

/** Who may be answered by one execution. */
export interface Sharing {
  /** Whoever has the same key is answered the same on the same event. */
  readonly key: string;
  /** Whether it must also be the same event before it. */
  readonly tellsPrevious: boolean;
}

/** Finds who may share with a stream. */
export type FindSharing = (request: MeteredRequest, asker: Asker) => Sharing;

type Asker = Pick<ContextSource, 'viewer' | 'isGateway'>;

/** Creates what finds who may share, by the access rules of a schema. Remembers what it finds of a document with the document. */
export function createSharing(schema: GraphQLSchema): FindSharing {
  const known = new WeakMap<DocumentNode, { readonly text: string; readonly traits: AnswerTraits }>();
  return ({ document, operationName, variables }, asker) => {
    const { text, traits } = known.get(document) ?? {
      text: print(document),
      traits: findAnswerTraits(schema, document),
    };
    known.set(document, { text, traits });
    const given = Object.entries(variables).filter(([name]) => traits.variables.has(name));
    const asked = JSON.stringify([text, operationName, given]);
    return {
      key: tenantKey(asker.viewer.tenantId, asked, describeAudience(traits, asker)),
      tellsPrevious: traits.tellsPrevious,
    };
  };
}

/**
 * Whoever is answered the same as the asker: those in the same roles; where the answer depends on more than these, or one of the roles
 * counts only for a person or their accounts, the asker alone.
 */
function describeAudience({ variesBy }: AnswerTraits, { viewer, isGateway }: Asker): string {
  const { id, roles, accountIds } = viewer;
  const isPersonal = variesBy === 'VIEWER' || roles.some((role) => PERSONAL_ROLES.has(role));
  return JSON.stringify([roles.toSorted(), isGateway, isPersonal ? [id, accountIds.toSorted()] : null]);
}
