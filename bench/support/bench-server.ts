import { readConfig } from '../../packages/subgraph/src/config.js';
import { OPEN_GATE } from '../../packages/subgraph/src/graphql/limits/request-gate.js';
import { SCHEMA_MODULES } from '../../packages/subgraph/src/schema-modules.js';
import { startServer } from '../../packages/subgraph/src/server.js';
import { constantModule } from './constant.module.js';
import { createBenchIssuer, MAC_KEY, TOKEN_SECRET } from './keys.js';

/** What a server of the bench is started with. */
export interface BenchServerSettings {
  /** The database's. */
  readonly url: string;
  /** False: its gate lets everything through. */
  readonly hasLimits?: boolean;
  /** Further settings, as the environment names them. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the real server, as in production, with a query and a mutation more that answer constants; answers where it serves GraphQL. */
export async function startBenchServer(settings: BenchServerSettings): Promise<string> {
  const { url: databaseUrl, hasLimits = true, environment = {} } = settings;
  const { issuer, audience } = createBenchIssuer().trusted;
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: databaseUrl,
    TESSERA_JWT_ISSUER: issuer,
    TESSERA_JWT_AUDIENCE: audience,
    TESSERA_JWT_SECRET: TOKEN_SECRET,
    TESSERA_CURSOR_KEY: MAC_KEY.toString('base64'),
    TESSERA_PRINCIPAL_POINTS: '1000000000',
    TESSERA_TENANT_POINTS: '1000000000',
    TESSERA_MAC_KEYS: `bench:${MAC_KEY.toString('base64')}`,
    // All subscribers of a figure are one principal's.
    TESSERA_PRINCIPAL_SOCKETS: '100000',
    ...environment,
  });
  const options = { modules: [...SCHEMA_MODULES, constantModule] };
  const { url } = await startServer(config, hasLimits ? options : { ...options, gate: OPEN_GATE });
  return url;
}
