import type { LinkedSpecification } from '../../../packages/subgraph/src/graphql/federation.js';
import type {
  EntityReference,
  ReferenceResolver,
  SubjectModule,
} from '../../../packages/subgraph/src/graphql/subject-module.js';
import {
  resolveDeprecatedProduct,
  resolveInventory,
  resolveProduct,
  resolveResearch,
  resolveUser,
} from './products.references.js';
import { ProductivityResolver, ProductsResolver } from './products.resolvers.js';
import { InventoryType } from './products.types.js';

/** Products are told to everybody. */
function toAll(resolve: ReferenceResolver<never>): EntityReference<never> {
  return { access: { by: 'TENANT' }, resolve };
}

/** The products subgraph of Apollo's tests. */
export const PRODUCTS_MODULE: SubjectModule = {
  resolvers: [ProductsResolver, ProductivityResolver],
  orphanedTypes: [InventoryType],
  references: {
    Product: toAll(resolveProduct),
    DeprecatedProduct: toAll(resolveDeprecatedProduct),
    ProductResearch: toAll(resolveResearch),
    Inventory: toAll(resolveInventory),
    User: toAll(resolveUser),
  },
};

/** What of federation 2 it uses: Apollo's tests know no version after 2.3, and bring a directive of their own. */
export const PRODUCTS_LINKS: readonly LinkedSpecification[] = [
  {
    url: 'https://specs.apollo.dev/federation/v2.3',
    imports: [
      '@composeDirective',
      '@external',
      '@inaccessible',
      '@interfaceObject',
      '@key',
      '@override',
      '@provides',
      '@requires',
      '@shareable',
      '@tag',
    ],
  },
  {
    url: 'https://myspecs.dev/myCustomDirective/v1.0',
    imports: ['@custom'],
    definitions: 'directive @custom on OBJECT',
  },
];
