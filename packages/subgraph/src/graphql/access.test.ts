import type { Card, Viewer } from '@tessera/lifecycle';
import type { EventStream, FeedItem } from '../feed/tenant-feeds.js';
import type { GraphQLSchema } from 'graphql';
import type { ConnectionSource } from './page.js';
import type { RequestContext } from './request-context.js';
import { execute, isObjectType, parse, subscribe } from 'graphql';
import { Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { createGraphStack, SCHEMA } from '../../../../test/support/graph-stack.js';
import { aViewer, putProgram, registerCard } from '../../../../test/support/log-stack.js';
import { SCHEMA_MODULES } from '../schema-modules.js';
import { tableOfKind } from '../log/subject-tables.js';
import { Access, ACCESS_RULES, accessOf } from './access.js';
import { typeOfKind } from './kind-type.js';
import { CardConnection } from '../card/card.resolver.js';
import { createSubgraphSchema } from './schema.js';
import { StatusEventType } from './status-event.type.js';

/** A resolver that filters nothing: what a viewer sees by it is what the rules let through. */
@Resolver()
class ForgetfulResolver {
  @Access({ by: 'READERS' })
  @Query(() => typeOfKind('CARD'), { nullable: true })
  anyCard(@Ctx() { services }: RequestContext): Promise<unknown> {
    return readAll(services, 'CARD').then(([first]) => first);
  }

  @Access({ by: 'READERS' })
  @Query(() => [typeOfKind('CARD')])
  allCards(@Ctx() { services }: RequestContext): Promise<unknown> {
    return readAll(services, 'CARD');
  }

  @Access({ by: 'READERS' })
  @Query(() => CardConnection)
  async pageOfCards(@Ctx() { services }: RequestContext): Promise<Partial<ConnectionSource<unknown>>> {
    const nodes = await readAll(services, 'CARD');
    return { nodes, edges: nodes.map((node) => ({ cursor: () => 'c', node })), totalCount: () => nodes.length };
  }

  @Access({ by: 'EVENT_READERS' })
  @Query(() => [StatusEventType])
  allEvents(@Ctx() { services }: RequestContext): Promise<unknown> {
    return readAll(services, 'EVENT');
  }

  @Access({ by: 'ROLES', roles: ['OPERATOR'] })
  @Query(() => typeOfKind('CARD'), { nullable: true })
  operatorsCard(@Ctx() { services }: RequestContext): Promise<unknown> {
    return readAll(services, 'CARD').then(([first]) => first);
  }

  @Access({ by: 'EVENT_READERS' })
  @Subscription(() => StatusEventType, { subscribe: ({ context }) => streamAll(context as RequestContext) })
  everything(@Root() { event }: FeedItem): unknown {
    return event;
  }
}

async function readAll({ database, subjects, log }: RequestContext['services'], kind: string): Promise<unknown[]> {
  const table = kind === 'EVENT' ? log.statusEvent : tableOfKind(subjects, kind);
  const rows = await database.read(`SELECT * FROM ${table.name}`);
  return rows.map((row) => Object.fromEntries(table.columns.map(({ property, name }) => [property, row[name]])));
}

/** All events of the tenant, whoever asks. */
function streamAll({ services, viewer: { tenantId } }: RequestContext): Promise<EventStream> {
  return services.feeds.follow(aViewer('OPERATOR', { tenantId }), { accepts: () => true }, 0);
}

@ObjectType('Gadget', { description: 'A gadget.', simpleResolvers: true })
class GadgetType {
  @Field(() => ID, { description: 'Its id.' })
  declare readonly id: string;

  @Field(() => typeOfKind('CARD'), { description: 'Its card.' })
  declare readonly card: Card;
}

/** A resolver that says of nothing who is answered. */
@Resolver(() => GadgetType)
class UnruledResolver {
  @Query(() => GadgetType, { nullable: true })
  gadget(): null {
    return null;
  }

  @Mutation(() => String)
  breakGadget(): string {
    return '';
  }

  @Subscription(() => String, { subscribe: ({ context }) => streamAll(context as RequestContext) })
  gadgetBroken(@Root() event: string): string {
    return event;
  }

  @FieldResolver(() => String)
  price(): string {
    return '1';
  }
}

@Resolver()
class MisplacedResolver {
  @Access({ by: 'READERS' })
  @Query(() => String)
  motto(): string {
    return '';
  }
}

const FORGETFUL = createSubgraphSchema([...SCHEMA_MODULES, { resolvers: [ForgetfulResolver], references: {} }]);

describe('building the schema', () => {
  it('throws when something lacks an access rule, and names all that does', () => {
    const modules = SCHEMA_MODULES.map((module) => {
      const { Card: _, ...references } = module.references;
      return { ...module, references };
    });
    const build = () => createSubgraphSchema([...modules, { resolvers: [UnruledResolver], references: {} }]);
    const unruled = [
      'Query.gadget',
      'Mutation.breakGadget',
      'Subscription.gadgetBroken',
      'Gadget.card',
      'Gadget.price',
    ];
    expect(build).toThrow('Say by an access rule who is answered by ');
    for (const name of [...unruled, 'the reference of Card']) expect(build).toThrow(name);
    expect(build).not.toThrow(/Query\.card|Gadget\.id/);
  });

  it('throws for a rule where it says nothing', () => {
    const build = () => createSubgraphSchema([...SCHEMA_MODULES, { resolvers: [MisplacedResolver], references: {} }]);
    expect(build).toThrow('Query.motto cannot be for READERS');
  });

  it('leaves the rules readable: which fields differ by viewer', () => {
    const personal = fieldsThat((by) => ACCESS_RULES[by].variesBy === 'VIEWER').filter(
      (name) => !/^Mutation/.test(name),
    );
    const options = ['Card', 'ChargeCard', 'ProductionOperation', 'TemporaryCard'].map(
      (of) => `${of}.availableTransitions`,
    );
    const expected = [...options, 'Card.embossedName', 'ChargeCard.contractId', 'Query.cardCounts', 'Query.cardViewer'];
    expect(personal.sort()).toEqual(expected.sort());
  });

  it('takes the rule of a mutation from its command’s rows', () => {
    const field = SCHEMA.getMutationType()?.getFields()['suspendChargeCard'];
    expect(field && accessOf(field)).toEqual({ by: 'COMMAND', roles: ['TENANT_ADMIN', 'CUSTOMER_SUPPORT'] });
  });
});

describeOnSqlite('whatever a resolver forgets', ({ open }) => {
  async function seed() {
    const opened = await open();
    for (const tenantId of ['acme', 'umbra']) await putProgram(opened.database, { tenantId });
    const stack = createGraphStack(opened.database);
    const ids = { mara: await registerCard(stack, { input: { holderId: 'mara' } }) };
    const nils = await registerCard(stack, { input: { holderId: 'nils' } });
    const foreign = await registerCard(stack, { viewer: aViewer('OPERATOR', { tenantId: 'umbra' }) });
    return { opened, stack, ids: { ...ids, nils, foreign } };
  }

  it('is null or left out by the rule of its field', async () => {
    const { opened, stack, ids } = await seed();
    await using _opened = opened;
    await using _stack = stack;
    const source =
      '{ anyCard { id } allCards { id } pageOfCards { nodes { id } edges { node { id } } } allEvents { subjectId } }';
    const seenBy = async (viewer: Viewer) => run(FORGETFUL, stack.contextOf(viewer), source);
    const shown = (first: string | undefined, ids: readonly string[]) => ({
      anyCard: first === undefined ? null : { id: first },
      allCards: ids.map((id) => ({ id })),
      pageOfCards: { nodes: ids.map((id) => ({ id })), edges: ids.map((id) => ({ node: { id } })) },
      allEvents: ids.map((subjectId) => ({ subjectId })),
    });
    expect(await seenBy(aViewer('OPERATOR'))).toEqual(shown(ids.mara, [ids.mara, ids.nils]));
    expect(await seenBy(aViewer('CARDHOLDER', { id: 'nils' }))).toEqual(shown(undefined, [ids.nils]));
    expect(await seenBy(aViewer('OPERATOR', { tenantId: 'umbra' }))).toEqual(shown(undefined, [ids.foreign]));
    expect(await seenBy(aViewer('ACCOUNT_OWNER', { accountIds: ['northwind'] }))).toEqual(shown(undefined, []));
  });

  it('is null for whoever holds none of the roles, and for another tenant', async () => {
    const { opened, stack, ids } = await seed();
    await using _opened = opened;
    await using _stack = stack;
    const seenBy = (viewer: Viewer) => run(FORGETFUL, stack.contextOf(viewer), '{ operatorsCard { id } }');
    expect(await seenBy(aViewer('OPERATOR'))).toEqual({ operatorsCard: { id: ids.mara } });
    for (const viewer of [aViewer('APPROVER'), aViewer('OPERATOR', { tenantId: 'umbra' })])
      expect(await seenBy(viewer)).toEqual({ operatorsCard: null });
  });

  it('is left out of a stream', async () => {
    const { opened, stack, ids } = await seed();
    await using _opened = opened;
    await using _stack = stack;
    const contextValue = stack.contextOf(aViewer('CARDHOLDER', { id: 'nils' }));
    const document = parse('subscription { everything { subjectId } }');
    const stream = await subscribe({ schema: FORGETFUL, document, contextValue });
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream.errors));
    // The last event of all is theirs, too.
    await stack.submit({ command: 'request', subjectId: ids.nils });
    const seen = [await stream.next(), await stream.next()];
    const theirs = { done: false, value: { data: { everything: { subjectId: ids.nils } } } };
    expect(JSON.parse(JSON.stringify(seen))).toEqual([theirs, theirs]);
    await stream.return(undefined);
  });

  it('tells entities and the schema’s text to the gateway alone', async () => {
    const { opened, stack, ids } = await seed();
    await using _opened = opened;
    await using _stack = stack;
    const asked = [
      `{ _entities(representations: [{ __typename: "Card", id: "${ids.mara}" }]) { ... on Card { id } } }`,
      '{ _entities(representations: ["malformed"]) { __typename } }',
      '{ _service { sdl } }',
    ];
    for (const source of asked) {
      const contextValue = { ...stack.contextOf(aViewer('TENANT_ADMIN')), isGateway: false };
      const { data, errors } = await execute({ schema: SCHEMA, document: parse(source), contextValue });
      expect(data).toBeNull();
      expect(errors?.map(({ originalError }) => originalError)).toMatchObject([{ code: 'FORBIDDEN' }]);
    }
  });
});

async function run(schema: GraphQLSchema, contextValue: RequestContext, source: string): Promise<unknown> {
  const { data, errors } = await execute({ schema, document: parse(source), contextValue });
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return JSON.parse(JSON.stringify(data));
}

function fieldsThat(isWanted: (by: keyof typeof ACCESS_RULES) => boolean): string[] {
  const types = Object.values(SCHEMA.getTypeMap()).filter(isObjectType);
  return types.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      const rule = accessOf(field);
      return rule !== undefined && isWanted(rule.by) ? [`${type.name}.${field.name}`] : [];
    }),
  );
}
