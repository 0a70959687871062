import type { ReferenceResolver } from '../../../packages/subgraph/src/graphql/subject-module.js';
import { DEPRECATED_PRODUCTS, INVENTORIES, PRODUCTS, RESEARCH, USER } from './products.data.js';

/** Any of a product's three keys. */
interface ProductKey {
  readonly id?: string;
  readonly sku?: string;
  readonly package?: string;
  readonly variation?: { readonly id: string };
}

/** Finds a product by whichever of its keys is given. */
export const resolveProduct: ReferenceResolver<ProductKey> = (key) =>
  PRODUCTS.find(
    ({ id, sku, package: name, variation }) =>
      key.id === id || (key.sku === sku && (key.package === name || key.variation?.id === variation.id)),
  ) ?? null;

/** Finds a product of former times by both parts of its key. */
export const resolveDeprecatedProduct: ReferenceResolver<{ readonly sku: string; readonly package: string }> = (key) =>
  DEPRECATED_PRODUCTS.find(({ sku, package: name }) => key.sku === sku && key.package === name) ?? null;

/** Finds research by the number of its study. */
export const resolveResearch: ReferenceResolver<{ readonly study: { readonly caseNumber: string } }> = (key) =>
  RESEARCH.find(({ study }) => study.caseNumber === key.study.caseNumber) ?? null;

/** Finds what keeps products, whatever it is. */
export const resolveInventory: ReferenceResolver = (key) => INVENTORIES.find(({ id }) => key.id === id) ?? null;

/** Finds a person; what a field requires of the neighbour `users` comes with the reference. */
export const resolveUser: ReferenceResolver<Partial<typeof USER>> = ({ __typename, ...known }) =>
  known.email === USER.email ? { ...USER, ...known } : null;
