export type { Config } from './config.js';
export type { RunningServer, ServerOptions } from './server.js';
export { ConfigError, readConfig } from './config.js';
export { startServer } from './server.js';
