import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';

/** A person of the neighbour `users`, with what products know of them. */
@Directive('@key(fields: "email")')
@ObjectType('User', { simpleResolvers: true })
export class UserType {
  @Field(() => ID)
  declare readonly email: string;

  @Directive('@override(from: "users")')
  @Field(() => String, { nullable: true })
  declare readonly name: string | null;

  @Directive('@external')
  @Field(() => Int, { nullable: true })
  declare readonly totalProductsCreated: number | null;

  @Directive('@external')
  @Field(() => Int)
  declare readonly yearsOfEmployment: number;
}

/** A product of former times. */
@Directive('@key(fields: "sku package")')
@ObjectType('DeprecatedProduct', { simpleResolvers: true })
export class DeprecatedProductType {
  @Field(() => String)
  declare readonly sku: string;

  @Field(() => String)
  declare readonly package: string;

  @Field(() => String, { nullable: true })
  declare readonly reason: string | null;

  @Field(() => UserType, { nullable: true })
  declare readonly createdBy: UserType | null;
}

@ObjectType('ProductVariation', { simpleResolvers: true })
class ProductVariationType {
  @Field(() => ID)
  declare readonly id: string;
}

@ObjectType('CaseStudy', { simpleResolvers: true })
class CaseStudyType {
  @Field(() => ID)
  declare readonly caseNumber: string;

  @Field(() => String, { nullable: true })
  declare readonly description: string | null;
}

/** What was found out about a product. */
@Directive('@key(fields: "study { caseNumber }")')
@ObjectType('ProductResearch', { simpleResolvers: true })
export class ProductResearchType {
  @Field(() => CaseStudyType)
  declare readonly study: CaseStudyType;

  @Field(() => String, { nullable: true })
  declare readonly outcome: string | null;
}

@Directive('@shareable')
@ObjectType('ProductDimension', { simpleResolvers: true })
class ProductDimensionType {
  @Field(() => String, { nullable: true })
  declare readonly size: string | null;

  @Field(() => Float, { nullable: true })
  declare readonly weight: number | null;

  @Directive('@inaccessible')
  @Field(() => String, { nullable: true })
  declare readonly unit: string | null;
}

/** A product, known by three keys. */
@Directive('@custom')
@Directive('@key(fields: "id")')
@Directive('@key(fields: "sku package")')
@Directive('@key(fields: "sku variation { id }")')
@ObjectType('Product', { simpleResolvers: true })
export class ProductType {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => String, { nullable: true })
  declare readonly sku: string | null;

  @Field(() => String, { nullable: true })
  declare readonly package: string | null;

  @Field(() => ProductVariationType, { nullable: true })
  declare readonly variation: ProductVariationType | null;

  @Field(() => ProductDimensionType, { nullable: true })
  declare readonly dimensions: ProductDimensionType | null;

  @Directive('@provides(fields: "totalProductsCreated")')
  @Field(() => UserType, { nullable: true })
  declare readonly createdBy: UserType | null;

  @Directive('@tag(name: "internal")')
  @Field(() => String, { nullable: true })
  declare readonly notes: string | null;

  @Field(() => [ProductResearchType])
  declare readonly research: readonly ProductResearchType[];
}

/** Whatever keeps products, an interface of the neighbour `inventory`: here one type stands for all that implement it. */
@Directive('@interfaceObject')
@Directive('@key(fields: "id")')
@ObjectType('Inventory', { simpleResolvers: true })
export class InventoryType {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => [DeprecatedProductType])
  declare readonly deprecatedProducts: readonly DeprecatedProductType[];
}
