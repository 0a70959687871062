import type { Config } from '../config.js';
import type { SignIn } from './console-configuration.js';

/** Browsers of today take `'self'` for WebSockets too; those that developers have at hand may be older. */
const LOCAL_SOCKETS = ['ws://localhost:*', 'ws://127.0.0.1:*'];

/**
 * What the console's page may do: run and show files of this server, ask this server, and ask the issuer that signs people in. No script
 * or style within the page, and no text that becomes a script.
 */
export function createConsolePolicy(signIn: SignIn, environment: Config['environment']): string {
  const issuer = signIn.kind === 'OIDC' ? [new URL(signIn.authority).origin] : [];
  const sockets = environment === 'development' ? LOCAL_SOCKETS : [];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...sockets, ...issuer].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
