import type { ReadableDatabase } from '../persistence/database.js';
import type { SeedCard } from './scene.js';
import type { PlannedCommand } from './seed-plan.js';
import { tableOfKind } from '../log/subject-tables.js';
import { marks } from '../persistence/sql-text.js';
import { inTenant } from '../persistence/tenant-scope.js';
import { subjectTables } from '../registered-tables.js';

/** Responsible for which id each card of the plan has got, and for finding what came about as an effect: operations and duplicates. */
export class CardIds {
  readonly #ids = new Map<number, string>();
  readonly #keys = new Map<string, number>();
  readonly #cards: ReadonlyMap<number, SeedCard>;
  #operations: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly database: ReadableDatabase,
    private readonly tenantId: string,
    cards: readonly SeedCard[],
  ) {
    this.#cards = new Map(cards.map((card) => [card.key, card]));
  }

  put(key: number, id: string): void {
    this.#ids.set(key, id);
    this.#keys.set(id, key);
  }

  /** The key of a card; undefined of one that is not of the plan. */
  keyOf(id: string): number | undefined {
    return this.#keys.get(id);
  }

  /** The card's id. Throws when it has none yet. */
  cardOf(key: number): string {
    const id = this.#ids.get(key);
    if (id === undefined) throw new Error(`Card ${key} of the plan is not there yet`);
    return id;
  }

  /** The id of the card's newest operation, as {@link prepare} has found it. Throws when there is none. */
  operationOf(key: number): string {
    const id = this.#operations.get(this.cardOf(key));
    if (id === undefined) throw new Error(`Card ${key} of the plan has no production operation`);
    return id;
  }

  /** Finds what the commands need to know: the operations that they are done to, and duplicates that are not known yet. */
  async prepare(commands: readonly PlannedCommand[]): Promise<void> {
    const targets = commands.map(({ target }) => target);
    await this.#findDuplicates(targets.flatMap((target) => (target.type === 'CARD' ? [target.key] : [])));
    const made = targets.flatMap((target) => (target.type === 'OPERATION' ? [this.cardOf(target.key)] : []));
    this.#operations = await this.#read('PRODUCTION_OPERATION', { column: 'subject_id', ids: made });
  }

  async #findDuplicates(keys: readonly number[]): Promise<void> {
    const missing = keys.filter((key) => !this.#ids.has(key));
    const originals = missing.flatMap((key) => this.#cards.get(key)?.duplicateOf ?? []);
    const found = await this.#read('CHARGE_CARD', {
      column: 'duplicate_of',
      ids: originals.map((key) => this.cardOf(key)),
    });
    for (const key of missing) {
      const original = this.#cards.get(key)?.duplicateOf ?? null;
      const id = original === null ? undefined : found.get(this.cardOf(original));
      if (id !== undefined) this.put(key, id);
    }
  }

  /** The ids of what names these in the column, by what it names; of several the newest, whose id is the last. */
  async #read(
    kind: string,
    { column, ids }: { readonly column: string; readonly ids: readonly string[] },
  ): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const where = inTenant(this.tenantId, `${column} IN (${marks(ids.length)})`, ids);
    const { name } = tableOfKind(subjectTables(this.database), kind);
    const sql = `SELECT id, ${column} FROM ${name} WHERE ${where.sql} ORDER BY id`;
    const rows = await this.database.read(sql, where.parameters);
    return new Map(rows.map((row) => [String(row[column]), String(row['id'])]));
  }
}
