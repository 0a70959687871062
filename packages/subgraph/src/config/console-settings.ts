import { flag, issuerUrl, scope, text } from './value-types.js';

/** The operators' console, and how its page signs people in. */
export const CONSOLE_SETTINGS = {
  TESSERA_CONSOLE: flag.optional().meta({
    description:
      'Whether the operators’ console is served at `/console/`. Its page may then open WebSockets too. `TESSERA_GATEWAY_ONLY` closes it.',
    shown: '`false`; `true` in development, with an issuer beside `TESSERA_OIDC_CLIENT_ID` only',
  }),
  TESSERA_OIDC_CLIENT_ID: text.optional().meta({
    description:
      'The console as the issuer’s public client: code flow with PKCE, refresh tokens, and `/console/` of this server as an address to come back to. Required with a console and an issuer.',
  }),
  TESSERA_OIDC_AUTHORITY: issuerUrl.optional().meta({
    description:
      'Where the console signs people in: the https address below which `/.well-known/openid-configuration` is. The page may ask this origin and no other, so tokens must be given out there too.',
    shown: '`TESSERA_JWT_ISSUER`',
  }),
  TESSERA_OIDC_SCOPE: scope.default('openid profile').meta({
    description: 'What the console asks for, `openid` among it; many issuers give refresh tokens for `offline_access`.',
  }),
  TESSERA_OIDC_RESOURCE: text.optional().meta({
    description:
      'What the console names as `resource` (RFC 8707) to issuers that make an access token for this API only when they are told of it; mostly the same as `TESSERA_JWT_AUDIENCE`.',
  }),
};
