import type { Asked } from './schema-documents.js';
import { nest } from './hostile-values.js';

const each = (count: number, of: (n: number) => string) => Array.from({ length: count }, (_, n) => of(n)).join(' ');
const chain = (count: number, inside: (n: number) => string) =>
  each(count, (n) => `fragment F${n} on Card { ${inside(n + 1)} }`);
const END = 'fragment F on Card { id }';

/** Documents that are large in one direction, by how large. */
export const SHAPES: Readonly<Record<string, (size: number) => string>> = {
  deep: (n) => `{ card(id: "1") ${nest(['{ holder { cards { nodes ', '} } }'], n, '{ id }')} }`,
  deepJunk: (n) => nest(['{ a', '}'], n),
  deepInline: (n) => `{ card(id: "1") ${nest(['{ ... ', '}'], n, '{ id }')} }`,
  deepList: (n) => `{ statusEvents(kinds: ${nest(['[', ']'], n)}) { hasMore } }`,
  deepObject: (n) => `{ cards(filter: ${nest(['{ a: ', '}'], n, '1')}) { totalCount } }`,
  deepType: (n) => `query ($v: ${nest(['[', ']'], n, 'Int')}) { statusCursor }`,
  deepSchema: (n) => `{ __schema { types { ${nest(['fields { type { ', '} }'], n, 'name')} } } }`,
  deepOfType: (n) => `{ __type(name: "Card") { fields { type ${nest(['{ ofType ', '}'], n, '{ name }')} } } }`,
  wide: (n) => `{ card(id: "1") { ${each(n, () => 'id')} } }`,
  wideJunk: (n) => `{ ${each(n, (m) => `cards${m}`)} }`,
  wideObjects: (n) => `{ card(id: "1") { ${each(n, () => 'holder { cards { nodes { id version } } }')} } }`,
  wideInline: (n) => `{ card(id: "1") { ${each(n, () => '... on Card { id }')} } }`,
  impossible: (n) => `{ card(id: "1") { ${each(n, () => '... on Kiosk { id }')} } }`,
  conflicts: (n) => `{ ${each(n, (m) => `a: card(id: "${m}") { id }`)} }`,
  aliases: (n) => `{ ${each(n, (m) => `a${m}: cards(first: ${m + 1}) { nodes { id } }`)} }`,
  circle: (n) => `{ card(id: "1") { ...F0 } } ${chain(n, (m) => `holder { cards { nodes { ...F${m % n} } } }`)}`,
  self: (n) => `{ card(id: "1") { ...F } } fragment F on Card { ${each(n, () => '...F')} }`,
  chain: (n) => `{ card(id: "1") { ...F0 } } ${chain(n, (m) => `id ...F${m}`)} ${END.replace('F', `F${n}`)}`,
  doubling: (n) => `{ card(id: "1") { ...F0 } } ${chain(n, (m) => `...F${m} ... { ...F${m} }`)} ${END.replace('F', `F${n}`)}`,
  spreads: (n) => `{ card(id: "1") { ${each(n, () => '...F')} } } ${END}`,
  meshed: (n) => `{ card(id: "1") { ...F0 } } ${chain(n, (m) => each(n - m, (k) => `...F${m + k}`) + ' id')}`,
  pairs: (n) => `{ card(id: "1") { ${each(n, (m) => `holder { ...U${m} }`)} } } ${each(n, (m) => `fragment U${m} on User { id id }`)}`,
  directives: (n) => `{ statusCursor ${each(n, () => '@skip(if: false)')} }`,
  spreadDirectives: (n) => `{ ${each(n, () => 'statusCursor @include(if: true)')} }`,
  unknownDirectives: (n) => `{ statusCursor ${each(n, (m) => `@a${m}`)} }`,
  variables: (n) => `query (${each(n, (m) => `$v${m}: Int`)}) { statusCursor }`,
  sameVariable: (n) => `query (${each(n, () => '$v: Int')}) { statusCursor }`,
  arguments: (n) => `{ cards(${each(n, (m) => `first: ${m}`)}) { totalCount } }`,
  operations: (n) => each(n, (m) => `query Q${m} { statusCursor }`),
  anonymous: (n) => each(n, () => '{ statusCursor }'),
  comments: (n) => `# ${'x'.repeat(n * 500)}\n{ statusCursor }`,
  commas: (n) => `{ statusCursor ${','.repeat(n * 500)} }`,
  longName: (n) => `{ ${'x'.repeat(n * 500)} }`,
  longText: (n) => `{ card(id: "${'x'.repeat(n * 500)}") { id } }`,
  blockText: (n) => `{ card(id: """${'\n  x'.repeat(n * 100)}""") { id } }`,
  longNumber: (n) => `{ cards(first: ${'9'.repeat(n * 10)}) { totalCount } }`,
  notANumber: (n) => `{ cards(first: ${['NaN', '1e999', '-', '0x10', '00', '1.0', '-0'][n % 7] ?? ''}) { totalCount } }`,
  tokens: (n) => `{ statusEvents(kinds: [${each(n, () => 'CARD')}]) { hasMore } }`,
  enums: (n) => `{ cards(filter: { states: [${each(n, (m) => `JUNK${m}`)}] }) { totalCount } }`,
  lists: (n) => `{ cards(first: 200) { nodes { history(first: ${n}) { nodes { id } } } } }`,
  introspection: (n) => `{ ${each(Math.min(n, 15), (m) => `a${m}: __schema { types { name fields { name args { name defaultValue } } } }`)} }`,
  service: (n) => `{ ${each(n, () => '_service { sdl }')} }`,
  halfText: (n) => `{ card(id: "${'x'.repeat(n)}`,
  halfDocument: (n) => '{ a '.repeat(n),
  definitions: (n) => each(n, (m) => `type T${m} { id: ID }`),
  odd: (n) => ['\ufeff{ statusCursor }', '{ \0 }', '\ud800', '', ' ', '{}', 'query', '{ __proto__ }', 'subscription { __typename }'][n % 9] ?? '',
}; // prettier-ignore

const K = 'query ($v: [SubjectKind!]) { statusEvents(kinds: $v) { hasMore } }';
const ENTITIES = 'query ($v: [_Any!]!) { _entities(representations: $v) { __typename } }';
const SELECTED =
  'query ($v: [_Any!]!) { _entities(representations: $v) { ... on Card { id state holder { id } history(first: 2) { nodes { id } } } } }';

/** Documents that take one variable, which may be anything. */
export const TAKERS: readonly string[] = [
  K,
  ENTITIES,
  SELECTED,
  '{ statusCursor }',
  'query ($v: CardFilter) { cards(filter: $v) { totalCount nodes { id } } }',
  'query ($v: ChargeCardFilter) { chargeCards(filter: $v, first: 1) { totalCount } }',
  'query ($v: Int) { cards(first: $v) { nodes { id } } }',
  'query ($v: String) { cards(after: $v) { nodes { id } } }',
  'query ($v: ID!) { card(id: $v) { id } }',
  'query ($v: String!) { chargeCardByRfid(rfid: $v) { id } }',
  'query ($v: Cursor) { statusEvents(after: $v) { endCursor } }',
  'query ($v: Boolean!) { statusCursor @skip(if: $v) }',
  'mutation ($v: RegisterCardInput!) { registerCard(input: $v) { __typename } }',
  'mutation ($v: ImportChargeCardsInput!) { importChargeCards(input: $v) { __typename } }',
  'mutation ($v: [ImportChargeCardsRow!]!) { importChargeCards(input: { rows: $v }) { __typename } }',
  'subscription ($v: Cursor) { statusChanged(after: $v) { id } }',
]; // prettier-ignore

/** A document of a shape, with nothing given. */
export function shaped(name: string, size: number): Asked {
  return { query: SHAPES[name]?.(size) ?? '', variables: {} };
}
