/** A stretch of a list. */
export interface Page<Item> {
  readonly nodes: readonly Item[];
  /** Whether there are further items after the page. */
  readonly hasNextPage: boolean;
  /** Where the page ends: `after` of the next one. Null of an empty page. */
  readonly endCursor: string | null;
}

/**
 * A list that is read when it is used: `await` it for one page, or go through all of it, page by page, with `for await`. What an async
 * function returns is awaited: of a list that is its first page.
 *
 * @example
 * const { nodes, endCursor } = await tessera.cards.list({ states: ['ACTIVE'] }, { first: 20 });
 * for await (const card of tessera.cards.list({ holderId })) console.log(card.id, card.state);
 */
export interface List<Item> extends PromiseLike<Page<Item>>, AsyncIterable<Item> {
  catch: Promise<Page<Item>>['catch'];
  finally: Promise<Page<Item>>['finally'];
}

/** Creates a list of a function that reads the page after a cursor. */
export function createList<Item>(readPage: (after?: string) => Promise<Page<Item>>): List<Item> {
  return {
    then: (onPage, onError) => readPage().then(onPage, onError),
    catch: (onError) => readPage().catch(onError),
    finally: (onEnd) => readPage().finally(onEnd),
    async *[Symbol.asyncIterator]() {
      for (let page = await readPage(); ; page = await readPage(page.endCursor)) {
        yield* page.nodes;
        if (!page.hasNextPage || page.endCursor === null) return;
      }
    },
  };
}
