/** A page of a list, as far as its items go. */
interface Page {
  readonly edges?: readonly { readonly node: unknown }[];
  readonly nodes?: readonly unknown[];
  readonly items?: readonly unknown[];
}

/** What is left of a field's result: of a list or a page its items that are kept, of one object itself or null. */
export function keep(result: unknown, isKept: (item: unknown) => boolean): unknown {
  if (result === null || result === undefined) return null;
  if (Array.isArray(result)) return keepItems(result, isKept);
  return isPage(result) ? keepPage(result, isKept) : isKept(result) ? result : null;
}

function isPage(result: object): result is Page {
  return 'nodes' in result || 'items' in result;
}

function keepPage(page: Page, isKept: (item: unknown) => boolean): Page {
  const { edges, nodes, items } = page;
  if ((nodes ?? items ?? []).every(isKept)) return page;
  return {
    ...page,
    ...(edges && { edges: edges.filter(({ node }) => isKept(node)) }),
    ...(nodes && { nodes: keepItems(nodes, isKept) }),
    ...(items && { items: keepItems(items, isKept) }),
  };
}

function keepItems(items: readonly unknown[], isKept: (item: unknown) => boolean): readonly unknown[] {
  return items.every(isKept) ? items : items.filter(isKept);
}
