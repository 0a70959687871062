/** Where a MariaDB or MySQL server is, and who we are there. */
export interface MysqlSettings {
  readonly kind: 'mariadb' | 'mysql';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Reads `mariadb://user:password@host:3306/database`. Throws with what is missing, never with the password. */
export function parseMysqlUrl(text: string): MysqlSettings {
  const url = URL.canParse(text) ? new URL(text) : null;
  const database = url?.pathname.slice(1) ?? '';
  if (url === null || url.hostname === '' || url.username === '' || database === '' || url.search !== '') {
    throw new Error(
      'Give the database as mariadb://user:password@host:3306/database, without options (or with mysql:).',
    );
  }
  return {
    kind: url.protocol === 'mysql:' ? 'mysql' : 'mariadb',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || '3306'),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(database),
  };
}

/** Names the server in messages. */
export function describeServer({ kind, host, port, database }: MysqlSettings): string {
  return `${kind}://${host}:${port}/${database}`;
}
