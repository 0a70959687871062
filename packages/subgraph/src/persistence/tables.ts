import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { ColumnType, Table } from './database.js';

const TYPES: ReadonlyMap<unknown, ColumnType> = new Map<unknown, ColumnType>([
  ['varchar', 'text'],
  ['int', 'integer'],
  ['bigint', 'integer'],
  ['datetime', 'datetime'],
  ['boolean', 'boolean'],
  ['json', 'json'],
]);

/** Reads the table behind a record from TypeORM's metadata. */
export function tableOfRecord(source: DataSource, record: EntityTarget<ObjectLiteral>): Table {
  const { tableName, columns } = source.getMetadata(record);
  return {
    name: tableName,
    columns: columns.map((column) => ({
      property: column.propertyName,
      name: column.databaseName,
      type: columnType(column),
    })),
  };
}

function columnType({ type, propertyPath }: ColumnMetadata): ColumnType {
  const known = TYPES.get(type);
  if (known === undefined) throw new Error(`${propertyPath}: no codec for the column type ${String(type)}`);
  return known;
}
