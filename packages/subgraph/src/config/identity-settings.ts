import { CALLER_ROLES } from '@tessera/lifecycle';
import { STANDARD_CLAIMS } from '../identity/claims.js';
import { flag, integer, jwksUrl, key, keyRing, list, origins, secret, text } from './value-types.js';

/** Secrets of the gateway that may be live at once: the one in use, and its successor. */
const MAX_GATEWAY_SECRETS = 2;

const roleMap = list
  .transform((entries) => entries.map((entry) => /^(.+)=(\w+)$/.exec(entry)))
  .transform((entries) =>
    entries.map((match) => ({ name: match?.[1] ?? '', role: CALLER_ROLES.find((role) => role === match?.[2]) })),
  )
  .refine(
    (entries) => entries.every(({ role }) => role !== undefined),
    `must be name=ROLE[,name=ROLE …], each role one of ${CALLER_ROLES.join(', ')}`,
  );

const gatewaySecrets = list
  .refine((entries) => entries.length <= MAX_GATEWAY_SECRETS, `must be at most ${MAX_GATEWAY_SECRETS} secrets`)
  .refine((entries) => entries.every((entry) => secret.safeParse(entry).success), 'must have at least 32 bytes each');

/** Who is let in: tokens, what is revoked, the gateway, and the keys that Tessera itself signs with. */
export const IDENTITY_SETTINGS = {
  TESSERA_JWT_ISSUER: text.optional().meta({
    description: 'The `iss` that tokens must carry. Required in production.',
    shown: 'in development the server itself',
  }),
  TESSERA_JWT_AUDIENCE: text.optional().meta({
    description: 'The `aud` that tokens must carry. Required with an issuer.',
  }),
  TESSERA_JWKS_URL: jwksUrl.optional().meta({
    description: 'Where the issuer publishes its public keys. Give this or `TESSERA_JWT_SECRET`.',
  }),
  TESSERA_JWT_SECRET: secret.optional().meta({
    description: 'The secret that the issuer signs with, at least 32 bytes. Give this or `TESSERA_JWKS_URL`.',
  }),
  TESSERA_JWT_ALGORITHMS: list.optional().meta({
    description: 'The signature algorithms that are accepted, comma separated.',
    shown: '`RS256,ES256,EdDSA` with a JWKS URL; `HS256` with a secret',
  }),
  TESSERA_JWT_TENANT_CLAIM: text.default(STANDARD_CLAIMS.tenantId).meta({
    description: 'The claim that holds the tenant. A claim within another is written with dots: `app.tenant`.',
  }),
  TESSERA_JWT_ROLES_CLAIM: text.default(STANDARD_CLAIMS.roles).meta({
    description: 'The claim that holds the roles, as a list or as words with spaces between: `realm_access.roles`.',
  }),
  TESSERA_JWT_ACCOUNTS_CLAIM: text.default(STANDARD_CLAIMS.accountIds).meta({
    description: 'The claim that lists the accounts that the person owns or administers.',
  }),
  TESSERA_JWT_ROLE_MAP: roleMap.optional().meta({
    description:
      'The issuer’s own names of roles: `card-office=OPERATOR,bureau=PRODUCER`. Names that are not in it must be those of `CardRole`; others are passed over.',
  }),
  TESSERA_REVOKED_FILE: text.optional().meta({
    description:
      'A file of what is revoked, a line each: `token <jti>` or `subject <sub>`. Read again when it changes; requests are refused at once, open streams end within 30 seconds.',
  }),
  TESSERA_GATEWAY_SECRETS: gatewaySecrets.optional().meta({
    description:
      'What the gateway shows as `x-tessera-gateway-secret`, over WebSocket also as `gatewaySecret` in `connection_init`: at least 32 bytes; two, comma separated, while they are exchanged. With it `_entities` and `_service` are the gateway’s alone.',
  }),
  TESSERA_GATEWAY_ONLY: flag.default('false').meta({
    description: 'Whether only the gateway is served. Health is told to everybody.',
  }),
  TESSERA_ALLOWED_ORIGINS: origins.optional().meta({
    description:
      'The origins of web pages that may open a WebSocket, comma separated. With `TESSERA_CONSOLE` those of the server’s own address may besides.',
    shown: 'none; in development pages of this machine',
  }),
  TESSERA_SOCKET_OPERATIONS: integer(1, 10_000).prefault('20').meta({
    description:
      'How many operations may run at once over one WebSocket; over the gateway’s as many as a person could run over all theirs.',
  }),
  TESSERA_PRINCIPAL_SOCKETS: integer(1, 100_000).prefault('100').meta({
    description: 'How many WebSockets one person or machine may have open at once, in one process.',
  }),
  TESSERA_CURSOR_KEY: key.optional().meta({
    description: 'Signs cursors: at least 32 bytes in base64, the same on all replicas. Required in production.',
    shown: 'in development made at the first start',
  }),
  TESSERA_MAC_KEYS: keyRing.optional().meta({
    description:
      'Seal the event log: `id:key[,id:key …]`, each key at least 32 bytes in base64. The first seals new events; the others stay to verify old ones. Required in production.',
    shown: 'in development made at the first start',
  }),
};
