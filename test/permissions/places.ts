import { isObjectType, isUnionType } from 'graphql';
import { accessOf } from '../../packages/subgraph/src/graphql/access.js';
import { SCHEMA } from '../support/graph-stack.js';

/** Every place of the schema with a rule that says more than “whoever was given the parent”: `Query.card`, `reference.Card` … */
export function listPlaces(): readonly string[] {
  const fields = Object.values(SCHEMA.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : [],
  );
  const ruled = fields.filter(({ field }) => (accessOf(field)?.by ?? 'PARENT') !== 'PARENT');
  const entity = SCHEMA.getType('_Entity');
  const entities = isUnionType(entity) ? entity.getTypes() : [];
  return [
    ...ruled.map(({ type, field }) => `${type.name}.${field.name}`),
    ...entities.map(({ name }) => `reference.${name}`),
  ];
}
