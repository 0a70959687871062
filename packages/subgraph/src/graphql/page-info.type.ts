import { Directive, Field, ObjectType } from 'type-graphql';

/** Where a page stands in its list. */
@Directive('@shareable')
@ObjectType('PageInfo', { description: 'Where a page stands in its list.', simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether there are further items after this page.' })
  declare readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether there are items before this page.' })
  declare readonly hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the page’s first item; null when it is empty.' })
  declare readonly startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the page’s last item; null when it is empty.' })
  declare readonly endCursor: string | null;
}
