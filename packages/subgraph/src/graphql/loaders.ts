import type { FactRow, LifecycleSubject, Viewer } from '@tessera/lifecycle';
import type { StatusEvent } from '../log/status-event.js';
import type { Services } from '../services.js';
import type { OptionSource } from './load-options.js';
import type { HistoryRange, Reader } from './read-history.js';
import DataLoader from 'dataloader';
import { canRead } from '@tessera/lifecycle';
import { tableOfKind } from '../log/subject-tables.js';
import { columnOf } from '../persistence/sql-text.js';
import { loadOptions } from './load-options.js';
import { readHistories, rangeKey } from './read-history.js';
import { isExact } from './visibility.js';

/** Rows that one statement asks for at most. */
const MAX_BATCH = 10_000;

/** How many events `VersionConflict.since` tells. */
const MAX_SINCE = 50;

/**
 * Responsible for what one request reads by keys: equal questions are asked once, and those of one moment by one statement a kind.
 * Talks to the database; applies who may read what. Never outlives its request, or its event in a stream.
 */
export class Loaders {
  #byKey = new Map<string, DataLoader<string, readonly FactRow[]>>();
  #options = new Map<string, DataLoader<LifecycleSubject, readonly OptionSource[], string>>();
  #histories = new Map<string, DataLoader<HistoryRange, readonly StatusEvent[], string>>();

  constructor(private readonly reader: Reader) {}

  /** The subject with the id; null when it is unknown, another tenant's, or not the viewer's to read. */
  async subject<S extends LifecycleSubject>(kind: string, id: string): Promise<S | null> {
    const [found] = await this.related<S>(kind, 'id', id);
    return found ?? null;
  }

  /** The subjects of a kind with the value in a property, as far as the viewer reads them. */
  async related<S extends LifecycleSubject>(kind: string, property: string, value: string): Promise<readonly S[]> {
    const lifecycle = this.reader.services.lifecycles.get(kind);
    if (lifecycle === undefined) throw new Error(`No lifecycle of kind ${kind}`);
    const rows = await this.#rowsBy<S>(kind, property, value);
    return rows.filter((row) => canRead(lifecycle, this.reader.viewer, row));
  }

  /** Events of a subject, newest first, as far as the viewer reads them. */
  history(kind: string, range: HistoryRange): Promise<readonly StatusEvent[]> {
    const loader = getOrMake(this.#histories, kind, () => {
      const read = (ranges: readonly HistoryRange[]) => readHistories(this.reader, kind, ranges);
      return new DataLoader(read, { cacheKeyFn: rangeKey, maxBatchSize: 100 });
    });
    return loader.load(range);
  }

  /** The newest 50 events of a subject after a version, oldest first, as far as the viewer reads them. */
  async readEventsSince(kind: string, subjectId: string, version: number): Promise<readonly StatusEvent[]> {
    const newest = await this.history(kind, { subjectId, after: version, before: null, limit: MAX_SINCE });
    return [...newest].reverse();
  }

  /** What the viewer may do with the subject now. */
  availableTransitions(kind: string, subject: LifecycleSubject): Promise<readonly OptionSource[]> {
    const loader = getOrMake(this.#options, kind, () => {
      const read = (subjects: readonly LifecycleSubject[]) => loadOptions(this.reader, kind, subjects);
      return new DataLoader(read, { cacheKeyFn: ({ id, version }) => `${id}\0${version}`, maxBatchSize: MAX_BATCH });
    });
    return loader.load(subject);
  }

  /** Forgets all that was read: something was changed. */
  forget(): void {
    this.#byKey = new Map();
    this.#options = new Map();
    this.#histories = new Map();
  }

  async #rowsBy<T extends FactRow>(kind: string, property: string, value: string): Promise<readonly T[]> {
    const loader = getOrMake(this.#byKey, `${kind}\0${property}`, () => {
      const read = (values: readonly string[]) => this.#readRowsBy(kind, property, values);
      return new DataLoader(read, { maxBatchSize: MAX_BATCH });
    });
    // A kind's table holds its rows.
    return (await loader.load(value)) as readonly T[];
  }

  async #readRowsBy(
    kind: string,
    property: string,
    values: readonly string[],
  ): Promise<readonly (readonly FactRow[])[]> {
    const { services, viewer } = this.reader;
    const table = tableOfKind(services.subjects, kind);
    const lookup = { table, tenantId: viewer.tenantId, column: columnOf(table, property) };
    const found = await services.rows.read(lookup, values.filter(isExact));
    // A kind's table holds its rows.
    return values.map((value) => (found.get(value) ?? []) as FactRow[]);
  }
}

/** Creates the loaders of one request. */
export function createLoaders(services: Services, viewer: Viewer): Loaders {
  return new Loaders({ services, viewer });
}

function getOrMake<V>(map: Map<string, V>, key: string, make: () => V): V {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const made = make();
  map.set(key, made);
  return made;
}
