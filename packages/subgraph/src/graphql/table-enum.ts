import { registerEnumType } from 'type-graphql';

/** An enum as type-graphql knows it: each value by its own name. */
export type TableEnum<K extends string> = Readonly<Record<K, K>>;

/** Makes a GraphQL enum from a table of values with what each of them means. */
export function createTableEnum<K extends string>(
  name: string,
  description: string,
  table: Readonly<Record<K, string>>,
): TableEnum<K> {
  const values = Object.fromEntries(Object.keys(table).map((key) => [key, key])) as TableEnum<K>;
  const entries = Object.entries<string>(table).map(([key, means]) => [key, { description: means }]);
  registerEnumType(values, { name, description, valuesConfig: Object.fromEntries(entries) as object });
  return values;
}
