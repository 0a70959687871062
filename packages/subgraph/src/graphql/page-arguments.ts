import type { ClassType } from 'type-graphql';
import type { PageArguments } from './page.js';
import { ArgsType, Field, Int } from 'type-graphql';

/** Tells cost analysis that `first` says how long these fields of what is answered can be. */
export function listSizeOf(...sizedFields: readonly string[]): string {
  return `@listSize(slicingArguments: ["first"], sizedFields: ${JSON.stringify(sizedFields)}, requireOneSlicingArgument: false)`;
}

/** Tells cost analysis how long a list is taken to be whose length no argument limits. */
export function assumedSize(size: number): string {
  return `@listSize(assumedSize: ${size})`;
}

/** Tells cost analysis how long a connection can be. */
export const LIST_SIZE = listSizeOf('edges', 'nodes');

/** The arguments of a connection whose pages have 50 items unless told otherwise. */
export const PageOf50 = createPageArguments(50);

/** The arguments of a connection whose pages have 20 items unless told otherwise. */
export const PageOf20 = createPageArguments(20);

function createPageArguments(defaultValue: number): ClassType<PageArguments> {
  @ArgsType()
  class PageArgumentsType implements PageArguments {
    @Field(() => Int, { nullable: true, defaultValue, description: 'How many items the page has at most: 1 to 200.' })
    declare readonly first: number | null;

    @Field(() => String, {
      nullable: true,
      description:
        'Go on after this cursor, as an earlier page of the same field returned it. Absent: from the beginning.',
    })
    declare readonly after?: string | null;
  }
  return PageArgumentsType;
}
