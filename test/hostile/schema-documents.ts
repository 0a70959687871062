import type { GraphQLArgument, GraphQLField, GraphQLOutputType, GraphQLSchema } from 'graphql';
import type { Draw } from './hostile-values.js';
import * as fc from 'fast-check';
import { getNamedType, isAbstractType, isCompositeType, isInterfaceType, isObjectType } from 'graphql';
import { fittingValue, someValue } from './fitting-values.js';
import { INHERITED_NAMES, oddText, once, oneOf, toLiteral } from './hostile-values.js';

/** A document with what it is given. */
export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const FIELDS_A_DOCUMENT = 60;

/** Responsible for one document that walks the schema, mostly as it should. Draws each step by chance. */
export class DocumentWriter {
  readonly #variables = new Map<string, { readonly type: string; readonly value: unknown }>();
  #left = FIELDS_A_DOCUMENT;
  readonly #fragments = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly ids: readonly string[],
    private readonly draw: Draw,
  ) {}

  write(): Asked {
    const operation = this.#oneOf('query', 'query', 'query', 'query', 'mutation', 'mutation', 'subscription');
    const [root] = [
      this.schema.getQueryType(),
      this.schema.getMutationType(),
      this.schema.getSubscriptionType(),
    ].filter((type) => type?.name.toLowerCase() === operation);
    if (!root) throw new Error(`The schema has no ${operation}`);
    const body = this.#selection(root, this.#once(8) ? 14 : 5);
    const fragments = [...this.#fragments].map((name) => this.#fragment(name));
    const declared = [...this.#variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ');
    const head = declared === '' ? operation : `${operation} Q(${declared})`;
    const given = [...this.#variables].filter(() => !this.#once(12)).map(([name, { value }]) => [name, value] as const);
    return { query: [`${head} ${body}`, ...fragments].join('\n'), variables: Object.fromEntries(given) };
  }

  #fragment(name: string): string {
    const types = Object.values(this.schema.getTypeMap()).filter(isObjectType);
    const type = oneOf(this.draw, types);
    return `fragment ${name} on ${type.name} ${this.#selection(type, 2)}`;
  }

  #selection(type: GraphQLOutputType, depth: number): string {
    const parts = Array.from({ length: this.draw(fc.integer, { min: 1, max: 4 }) }, () => this.#part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLOutputType, depth: number): string {
    this.#left -= 1;
    if (this.#once(40))
      return this.#oneOf('junk', '__typename @skip', '... on Nothing { id }', '...Missing', '__proto__');
    if (this.#once(25)) return this.#spread();
    if (isAbstractType(type) && (!isInterfaceType(type) || this.#once(2))) {
      const all = this.#once(15)
        ? Object.values(this.schema.getTypeMap()).filter(isObjectType)
        : this.schema.getPossibleTypes(type);
      const one = oneOf(this.draw, all);
      return `... on ${one.name} ${this.#selection(one, depth - 1)}`;
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return '__typename';
    const fields = Object.values(type.getFields());
    const isOver = depth <= 1 || this.#left <= 0;
    const plain = isOver ? fields.filter((each) => !isCompositeType(getNamedType(each.type))) : fields;
    return plain.length === 0 ? '__typename' : this.#field(oneOf(this.draw, plain), depth);
  }

  #spread(): string {
    const name = this.#oneOf('F0', 'F1', 'F2');
    this.#fragments.add(name);
    return `...${name}`;
  }

  #field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string {
    const alias = this.#once(10) ? `${this.#oneOf('a', 'id', 'b', ...INHERITED_NAMES)}: ` : '';
    const given = args.flatMap((each) => this.#argument(each)).join(', ');
    const directive = this.#once(20) ? ` ${this.#directive()}` : '';
    const named = getNamedType(type);
    const below = isCompositeType(named) ? ` ${this.#selection(named, depth - 1)}` : '';
    return `${alias}${name}${given === '' ? '' : `(${given})`}${directive}${below}`;
  }

  #argument({ name, type }: GraphQLArgument): string[] {
    const isNeeded = type.toString().endsWith('!');
    if (this.#once(isNeeded ? 30 : 2)) return [];
    if (this.#once(2)) return [`${name}: ${toLiteral(fittingValue(this.draw, type, this.ids))}`];
    if (this.#once(4)) return [`${name}: ${toLiteral(someValue(this.draw, type, this.ids))}`];
    const variable = this.#once(20) ? this.#oneOf(...INHERITED_NAMES) : `v${this.#variables.size}`;
    const declared = this.#once(20)
      ? this.#oneOf('Int', 'String!', '[ID!]!', 'CardFilter', 'Nothing')
      : type.toString();
    this.#variables.set(variable, { type: declared, value: someValue(this.draw, type, this.ids) });
    return [`${name}: $${variable}`];
  }

  #directive(): string {
    const text = this.draw(() => oddText);
    return this.#oneOf(
      '@skip(if: true)',
      '@include(if: $no)',
      '@unknown',
      `@skip(if: ${JSON.stringify(text.slice(0, 50))})`,
      '@skip(if: false) @skip(if: true)',
      '@deprecated',
      '@cost(weight: "-1")',
    );
  }

  #once(times: number): boolean {
    return once(this.draw, times);
  }

  #oneOf(...texts: readonly string[]): string {
    return oneOf(this.draw, texts);
  }
}
