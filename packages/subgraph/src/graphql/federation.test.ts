import type { SubjectModule } from './subject-module.js';
import { execute, parse } from 'graphql';
import { Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { Access } from './access.js';
import { createSubgraphSchema, printSubgraph } from './schema.js';

@ObjectType('Edition', { simpleResolvers: true })
class EditionType {
  @Field(() => ID)
  declare readonly id: string;
}

@Directive('@stamped')
@Directive('@key(fields: "isbn")')
@Directive('@key(fields: "title edition { id }")')
@ObjectType('Book', { simpleResolvers: true })
class BookType {
  @Field(() => ID)
  declare readonly isbn: string;

  @Field(() => String)
  declare readonly title: string;

  @Field(() => EditionType)
  declare readonly edition: EditionType;
}

const BOOK = { isbn: '978', title: 'Dune', edition: { id: 'first' } };

@Resolver()
class ShelfResolver {
  @Access({ by: 'TENANT' })
  @Query(() => Boolean)
  isOpen(): boolean {
    return true;
  }
}

const MODULES = [
  {
    resolvers: [ShelfResolver],
    orphanedTypes: [BookType],
    references: { Book: { access: { by: 'TENANT' }, resolve: () => BOOK } },
  } satisfies SubjectModule,
];

const LINKS = [
  { url: 'https://specs.apollo.dev/federation/v2.3', imports: ['@key', '@composeDirective'] },
  { url: 'https://example.test/stamps/v1.0', imports: ['@stamped'], definitions: 'directive @stamped on OBJECT' },
];

const SCHEMA = createSubgraphSchema(MODULES, LINKS);
const ENTITIES = parse('query($of: [_Any!]!) { _entities(representations: $of) { ... on Book { isbn } } }');

/** What the schema makes of one reference to a book. */
async function refer(reference: object) {
  const variableValues = { of: [{ __typename: 'Book', ...reference }] };
  return execute({ schema: SCHEMA, document: ENTITIES, variableValues, contextValue: { isGateway: true } });
}

describe('a subgraph of other links and keys', () => {
  it.each([[{ isbn: '978' }], [{ title: 'Dune', edition: { id: 'first' } }], [{ isbn: '978', title: null }]])(
    'resolves a reference that holds one whole key: %j',
    async (reference) => {
      expect(await refer(reference)).toEqual({ data: { _entities: [{ isbn: '978' }] } });
    },
  );

  it.each([
    [{}],
    [{ title: 'Dune' }],
    [{ title: 'Dune', edition: {} }],
    [{ title: 'Dune', edition: 'first' }],
    [{ title: 'Dune', edition: null }],
    [{ title: 'Dune', edition: { id: 1 } }],
    [{ isbn: ['978'] }],
    [{ id: '978' }],
  ])('refuses a reference that holds no whole key: %j', async (reference) => {
    const { errors } = await refer(reference);
    expect(errors?.map(({ originalError }) => originalError)).toEqual([
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    ]);
  });

  it('names what it links, and has the supergraph keep the directives of its own', () => {
    const sdl = printSubgraph(MODULES, LINKS).replaceAll(/\s+/g, ' ');
    expect(sdl).toContain(
      '@link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@composeDirective"])',
    );
    expect(sdl).toContain('@link(url: "https://example.test/stamps/v1.0", import: ["@stamped"])');
    expect(sdl).toContain('@composeDirective(name: "@stamped")');
    expect(sdl).toContain('directive @stamped on OBJECT');
    expect(sdl).toMatch(/type Book @stamped @key/);
  });
});
