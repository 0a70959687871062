/** Where operational remarks go. */
interface DatabaseLogger {
  warn(details: object, message: string): void;
}

/** Which database, and how it is used. */
export interface DatabaseOptions {
  /** `file:` for SQLite; `mariadb:` or `mysql:` with host, user, password and database. */
  readonly url: string;
  /** How many writer connections there are at most; 4 unless told otherwise. SQLite always has one. */
  readonly writerCount?: number;
  /** Accepts a server that may lose acknowledged commits when it crashes. */
  readonly acceptUnsafeFlush?: boolean;
  readonly logger?: DatabaseLogger;
}
