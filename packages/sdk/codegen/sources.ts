import type { DefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { buildASTSchema, Kind, parse, print, TokenKind, visit } from 'graphql';

/** One operation of the SDK, hand-written or of a command. */
export interface SdkOperation {
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** What stands above it as a comment. */
  readonly means: string;
  readonly variables: readonly { readonly name: string; readonly isRequired: boolean }[];
  readonly part: SdkPart;
}

/** An operation or a fragment, and the fragments that it spreads itself. */
export interface SdkPart {
  readonly text: string;
  readonly spreads: readonly string[];
}

/** All operations, and the fragments that they are made of: by name, each after those that it spreads. */
export interface SdkDocuments {
  readonly operations: readonly SdkOperation[];
  readonly fragments: ReadonlyMap<string, SdkPart>;
}

/** Reads the committed SDL; its federation directives are not this side's to check. */
export function readSchema(file: URL): GraphQLSchema {
  return buildASTSchema(parse(readFileSync(file, 'utf8')), { assumeValidSDL: true });
}

/** Reads the documents of the folders. */
export function readDocuments(folders: readonly URL[]): SdkDocuments {
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.graphql'))
      .sort()
      .map((file) => new URL(file, folder)),
  );
  const definitions = files.flatMap((file) => parse(readFileSync(file, 'utf8')).definitions);
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return {
    operations: definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION).map(describeOperation),
    fragments: sortByNeed(new Map(fragments.map((node) => [node.name.value, toPart(node)]))),
  };
}

function describeOperation(node: OperationDefinitionNode): SdkOperation {
  return {
    name: node.name?.value ?? '',
    type: node.operation,
    means: commentAbove(node),
    variables: (node.variableDefinitions ?? []).map(({ variable, type }) => ({
      name: variable.name.value,
      isRequired: type.kind === Kind.NON_NULL_TYPE,
    })),
    part: toPart(node),
  };
}

function toPart(node: DefinitionNode): SdkPart {
  const spreads = new Set<string>();
  visit(node, { FragmentSpread: ({ name }) => void spreads.add(name.value) });
  return { text: print(node), spreads: [...spreads] };
}

/** Each after those that it spreads. */
function sortByNeed(fragments: ReadonlyMap<string, SdkPart>): ReadonlyMap<string, SdkPart> {
  const sorted = new Map<string, SdkPart>();
  const add = (name: string) => {
    const part = fragments.get(name);
    if (part === undefined) throw new Error(`No fragment is called ${name}; define it in src/operations.`);
    part.spreads.filter((each) => !sorted.has(each)).forEach(add);
    sorted.set(name, part);
  };
  [...fragments.keys()].forEach(add);
  return sorted;
}

/** The words of the comment that ends right above the node. */
function commentAbove(node: OperationDefinitionNode): string {
  const lines: string[] = [];
  let token = node.loc?.startToken.prev ?? null;
  while (token?.kind === TokenKind.COMMENT) {
    lines.unshift(token.value.trim());
    token = token.prev;
  }
  return lines.join(' ');
}
