import type { DeprecatedProduct, Product } from './products.data.js';
import { Arg, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Access } from '../../../packages/subgraph/src/graphql/access.js';
import { DEPRECATED_PRODUCTS, PRODUCTS } from './products.data.js';
import { DeprecatedProductType, ProductType, UserType } from './products.types.js';

/** Responsible for the products subgraph's own questions. Talks to nobody. */
@Resolver()
export class ProductsResolver {
  @Access({ by: 'TENANT' })
  @Query(() => ProductType, { nullable: true })
  product(@Arg('id', () => ID) id: string): Product | null {
    return PRODUCTS.find((each) => each.id === id) ?? null;
  }

  @Access({ by: 'TENANT' })
  @Query(() => DeprecatedProductType, { nullable: true, deprecationReason: 'Use product query instead' })
  deprecatedProduct(
    @Arg('sku', () => String) sku: string,
    @Arg('package', () => String) name: string,
  ): DeprecatedProduct | null {
    return DEPRECATED_PRODUCTS.find((each) => each.sku === sku && each.package === name) ?? null;
  }
}

/** Responsible for what follows from a person's fields of the neighbour `users`. Talks to nobody. */
@Resolver(() => UserType)
export class ProductivityResolver {
  @Access({ by: 'PARENT' })
  @Directive('@requires(fields: "totalProductsCreated yearsOfEmployment")')
  @FieldResolver(() => Int, { nullable: true })
  averageProductsCreatedPerYear(@Root() { totalProductsCreated, yearsOfEmployment }: UserType): number | null {
    if (totalProductsCreated === null) return null;
    return yearsOfEmployment === 0 ? 0 : Math.round(totalProductsCreated / yearsOfEmployment);
  }
}
