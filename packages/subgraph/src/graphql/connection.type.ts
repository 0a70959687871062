import type { ClassType } from 'type-graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import { Access } from './access.js';
import { PageInfoType } from './page-info.type.js';

/** Makes the connection and edge types of a list in Relay's form: `CardConnection` and `CardEdge`. */
export function createConnectionType(stem: string, items: string, node: () => ClassType): ClassType {
  const edge = createEdgeType(stem, items, node);
  @ObjectType(`${stem}Connection`, { description: `A page of ${items}.`, simpleResolvers: true })
  class ConnectionType {}
  const target = ConnectionType.prototype;
  Access({ by: 'PARENT' })(target, 'nodes');
  Field(() => [edge], { description: `The ${items} of the page, each with its cursor.` })(target, 'edges');
  Field(() => [node()], { description: `The ${items} of the page.` })(target, 'nodes');
  Field(() => PageInfoType, { description: 'Where the page stands in the list.' })(target, 'pageInfo');
  Field(() => Int, {
    description: `How many ${items} the whole list has, over all pages. Counted only when it is asked for.`,
  })(target, 'totalCount');
  return ConnectionType;
}

function createEdgeType(stem: string, items: string, node: () => ClassType): ClassType {
  @ObjectType(`${stem}Edge`, { description: `One of a page’s ${items}.`, simpleResolvers: true })
  class EdgeType {}
  Field(() => String, { description: 'To go on after this item: the `after` of the next page.' })(
    EdgeType.prototype,
    'cursor',
  );
  Access({ by: 'PARENT' })(EdgeType.prototype, 'node');
  Field(() => node(), { description: 'The item.' })(EdgeType.prototype, 'node');
  return EdgeType;
}
