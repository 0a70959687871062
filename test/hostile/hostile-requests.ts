import type { GraphQLSchema } from 'graphql';
import type { Draw } from './hostile-values.js';
import type { Asked } from './schema-documents.js';
import * as fc from 'fast-check';
import { someValue } from './fitting-values.js';
import { SHAPES, shaped, TAKERS } from './hostile-shapes.js';
import { INHERITED_NAMES, largeValue, nest, oddText, oddValue, once, oneOf, toJson } from './hostile-values.js';
import { DocumentWriter } from './schema-documents.js';

/** A request as it goes over the wire. */
export interface HostileRequest {
  readonly over: 'HTTP' | 'SOCKET';
  /** A persona's name; null: without a token. */
  readonly as: string | null;
  readonly method: string;
  /** Behind the address. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, or over WebSocket the frame; null: none. */
  readonly body: string | null;
}

/** What requests are made of. */
export interface HostileWorld {
  readonly schema: GraphQLSchema;
  readonly personas: readonly string[];
  /** Of things that are there. */
  readonly ids: readonly string[];
}

/** Several times what is read of an address. */
const LONGEST_PARAMETER = 100_000;

const JSON_TYPE = { 'content-type': 'application/json' };
const Q = '"query":"{ statusCursor }"';
const TWO = '"query":"query A { statusCursor } query B { statusCursor }"';
const INFINITE = '"query":"query ($v: Int) { cards(first: $v) { totalCount } }","variables":{"v":1e400}';
const BROKEN_BODIES = [
  '', '{', 'null', '1', '"query"', '[]', `[{${Q}}]`, '\u0000', '<a/>', 'query={statusCursor}', '{"query":1}', '{"query":null}',
  '{"query":["{ statusCursor }"]}', `{${Q},"variables":[]}`, `{${Q},"variables":"{}"}`, `{${Q},"variables":1}`, `{${Q},"operationName":1}`,
  `{${Q},"operationName":""}`, `{${Q},"operationName":"No"}`, `{${TWO}}`, `{${TWO},"operationName":"__proto__"}`, `{${INFINITE}}`,
  `{${Q},"extensions":1}`, '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}', `{${Q},"__proto__":{"a":1}}`,
  `{${Q},"constructor":{"prototype":{"a":1}}}`, `{${Q},"variables":{"__proto__":{"v":1}}}`, '{"documentId":"__proto__"}',
  '{"documentId":"x","variables":{}}', nest(['{"a":', '}'], 60_000, '1'), nest(['[', ']'], 400_000),
] as const; // prettier-ignore
const TYPES = [
  'text/plain', 'application/graphql', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded',
  'application/json; charset=utf-16', 'application/json;', 'a/b', '*/*',
] as const; // prettier-ignore
const SUBSCRIBE = '"type":"subscribe"';
const FRAMES = [
  '', '{', 'null', '[]', `{${SUBSCRIBE}}`, `{${SUBSCRIBE},"id":1}`, `{"id":"a",${SUBSCRIBE},"payload":{}}`, '{"type":"connection_init"}',
  '{"type":"pong","payload":1}', '{"type":"__proto__"}', `{"id":"__proto__",${SUBSCRIBE},"payload":{${Q}}}`, '{"id":"a","type":"complete"}',
  `{"id":"a",${SUBSCRIBE},"payload":{${Q},"variables":[]}}`, `{"id":"a",${SUBSCRIBE},"payload":{${Q},"operationName":"No"}}`,
  `{"id":"",${SUBSCRIBE},"payload":{${Q}}}`, `{"id":"a",${SUBSCRIBE},"payload":{${TWO}}}`,
] as const; // prettier-ignore

/** Requests of all kinds, of documents that mostly fit the schema to frames that are no JSON. */
export function hostileRequests(world: HostileWorld): fc.Arbitrary<HostileRequest> {
  return fc.gen().map((draw) => new RequestWriter(world, draw).write());
}

/** Responsible for one request: what it asks, and how it is sent. */
class RequestWriter {
  constructor(
    private readonly world: HostileWorld,
    private readonly draw: Draw,
  ) {}

  write(): HostileRequest {
    const as = this.#once(25) ? this.#oneOf(null, 'nobody') : this.#oneOf(...this.world.personas);
    if (this.#once(6)) return this.#frame(as);
    const request = { over: 'HTTP', as, method: 'POST', search: '', headers: JSON_TYPE } as const;
    if (this.#once(12)) return { ...request, body: this.#oneOf(...BROKEN_BODIES) };
    if (this.#once(15)) return { ...request, ...this.#inAddress() };
    const headers = this.#once(25) ? { 'content-type': this.#oneOf(...TYPES) } : JSON_TYPE;
    const body = toJson({ ...this.#asked(), ...this.#beside() });
    const length = this.#once(40) ? this.draw(fc.nat, { max: body.length }) : body.length;
    return { ...request, headers, body: body.slice(0, length) };
  }

  #inAddress() {
    const { query, variables } = this.#asked();
    const parameters = new URLSearchParams({
      query: query.slice(0, LONGEST_PARAMETER),
      variables: toJson(variables).slice(0, LONGEST_PARAMETER),
    });
    const method = this.#oneOf('GET', 'GET', 'GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS');
    return { method, search: `?${parameters.toString()}`, headers: this.#once(3) ? {} : JSON_TYPE, body: null };
  }

  #frame(as: string | null): HostileRequest {
    const payload = { ...this.#asked(), ...this.#beside() };
    const body = this.#once(5) ? this.#oneOf(...FRAMES) : toJson({ id: 'a', type: 'subscribe', payload });
    return { over: 'SOCKET', as, method: '', search: '', headers: {}, body };
  }

  #asked(): Asked {
    const { schema, ids } = this.world;
    switch (this.draw(fc.nat, { max: 5 })) {
      case 0: {
        const size = this.draw(() => fc.oneof(fc.nat(20), fc.nat(20), fc.nat(1_000)));
        return shaped(this.#oneOf(...Object.keys(SHAPES)), size);
      }
      case 1:
        return this.#taker();
      default:
        return new DocumentWriter(schema, ids, this.draw).write();
    }
  }

  #taker(): Asked {
    const query = this.#oneOf(...TAKERS);
    const name = /\$v: \[?(\w+)/.exec(query)?.[1] ?? 'Int';
    const type = this.world.schema.getType(name);
    const isInput = type !== undefined && 'parseValue' in type;
    const fitting = () => (isInput ? someValue(this.draw, type, this.world.ids) : this.draw(() => oddValue));
    const value = this.#once(4) ? this.draw(() => largeValue) : this.#once(3) ? this.draw(() => oddValue) : fitting();
    const variables: Record<string, unknown> = { v: this.#once(3) ? [value] : value };
    if (this.#once(8)) Object.defineProperty(variables, this.#oneOf(...INHERITED_NAMES), { value, enumerable: true });
    return { query, variables };
  }

  #beside(): object {
    if (!this.#once(15)) return {};
    return this.draw(() =>
      fc.record(
        { operationName: fc.oneof(oddText, oddValue), extensions: oddValue, id: oddText },
        { requiredKeys: [] },
      ),
    );
  }

  #once(times: number): boolean {
    return once(this.draw, times);
  }

  #oneOf<T>(...items: readonly T[]): T {
    return oneOf(this.draw, items);
  }
}
