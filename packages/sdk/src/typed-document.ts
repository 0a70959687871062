/**
 * A GraphQL document as a plain string that carries the types of its result and its variables, as `TypedDocumentNode` does. Any client
 * that takes strings takes it; `createDocumentParser` makes nodes for those that do not.
 */
export type TypedDocument<Data, Variables> = string & TypeDecoration<Data, Variables>;

/** What tools of GraphQL read the types from; there is no such property at run time. */
export interface TypeDecoration<Data, Variables> {
  readonly __apiType?: (variables: Variables) => Data;
}

/** The type of what the document answers. */
export type ResultOf<Document> = Document extends TypeDecoration<infer Data, infer _Variables> ? Data : never;

/** The type of the variables that the document takes. */
export type VariablesOf<Document> = Document extends TypeDecoration<infer _Data, infer Variables> ? Variables : never;

/** A fragment, and all that it needs. */
export type Part = readonly string[];

/** A fragment, by its text without `fragment`, nor `on` where it is called as its type is; and the parts of what it spreads. */
export function toPart(text: string, ...needed: readonly Part[]): Part {
  const [name = ''] = text.split('{', 1);
  return [`fragment ${name.includes(' ') ? '' : `${name} on `}${text}`, ...needed.flat()];
}

/** The document of an operation's text and the parts of what it spreads: each fragment once. */
export function joinParts<Data, Variables>(text: string, ...needed: readonly Part[]): TypedDocument<Data, Variables> {
  return [...new Set([text, ...needed.flat()])].join(' ');
}

/** The document of a command: all have the same, but for the mutation and what it leads to when it is accepted. */
export function toCommandDocument<Data, Variables>(
  mutation: string,
  ...results: readonly Part[]
): TypedDocument<Data, Variables> {
  const inputType = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  // A part begins with its fragment: `fragment CardTransition on …`.
  const spreads = results.map(([text = '']) => `...${text.split(' ')[1] ?? ''}`).join('');
  return joinParts(
    `mutation ${mutation}($input:${inputType}!){${mutation}(input:$input){__typename${spreads}}}`,
    ...results,
  );
}

/**
 * Creates a function that turns a document of the SDK into a `TypedDocumentNode`, for clients that take nodes only. Each is parsed once.
 *
 * @param parse `parse` of the package graphql, or `gql` of Apollo Client.
 * @example
 * const toNode = createDocumentParser(gql);
 * const { data } = useQuery(toNode(GetCardDocument), { variables: { id } });
 */
export function createDocumentParser<Node extends object>(
  parse: (source: string) => Node,
): <Data, Variables>(document: TypedDocument<Data, Variables>) => Node & TypeDecoration<Data, Variables> {
  const parsed = new Map<string, Node>();
  return (document) => {
    const node = parsed.get(document) ?? parse(document);
    parsed.set(document, node);
    return node;
  };
}
