/** Who made everything. */
export const USER = {
  email: 'support@apollographql.com',
  name: 'Jane Smith',
  totalProductsCreated: 1337,
  yearsOfEmployment: 10,
};

const FEDERATION_STUDY = { study: { caseNumber: '1234', description: 'Federation Study' }, outcome: null };
const STUDIO_STUDY = { study: { caseNumber: '1235', description: 'Studio Study' }, outcome: null };

/** All that was found out. */
export const RESEARCH = [FEDERATION_STUDY, STUDIO_STUDY];

const COMMON = { dimensions: { size: 'small', weight: 1, unit: 'kg' }, createdBy: USER, notes: null };

/** All products. */
export const PRODUCTS = [
  {
    ...COMMON,
    id: 'apollo-federation',
    sku: 'federation',
    package: '@apollo/federation',
    variation: { id: 'OSS' },
    research: [FEDERATION_STUDY],
  },
  {
    ...COMMON,
    id: 'apollo-studio',
    sku: 'studio',
    package: '',
    variation: { id: 'platform' },
    research: [STUDIO_STUDY],
  },
];

/** All products of former times. */
export const DEPRECATED_PRODUCTS = [
  {
    sku: 'apollo-federation-v1',
    package: '@apollo/federation-v1',
    reason: 'Migrate to Federation V2',
    createdBy: USER,
  },
];

/** All that keeps products. */
export const INVENTORIES = [{ id: 'apollo-oss', deprecatedProducts: DEPRECATED_PRODUCTS }];

/** One of the products. */
export type Product = (typeof PRODUCTS)[number];

/** One of the products of former times. */
export type DeprecatedProduct = (typeof DEPRECATED_PRODUCTS)[number];
