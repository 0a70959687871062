/** Does something with each item, with so many at once; rejects with the first fault. */
export async function inGroups<Item>(
  items: readonly Item[],
  size: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  for (let begin = 0; begin < items.length; begin += size) {
    await Promise.all(items.slice(begin, begin + size).map(work));
  }
}
