import type { Settings } from './settings.js';
import { findConsoleFaults } from './console-policy.js';

const ASYMMETRIC_ALGORITHMS = [
  'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519',
]; // prettier-ignore
const SYMMETRIC_ALGORITHMS = ['HS256', 'HS384', 'HS512'];

/** What is wrong with settings that are right each by itself, a sentence each. */
export function findContradictions(settings: Settings): string[] {
  const isProduction = settings.TESSERA_ENV === 'production';
  const required = (name: keyof Settings, advice: string) =>
    isProduction && settings[name] === undefined ? [`${name} is required in production: ${advice}`] : [];
  return [
    ...required('TESSERA_JWT_ISSUER', 'name who makes the tokens (TESSERA_ENV=development makes its own)'),
    ...required('TESSERA_CURSOR_KEY', 'make one with `openssl rand -base64 32`'),
    ...required('TESSERA_MAC_KEYS', 'make one with `echo "k1:$(openssl rand -base64 32)"`'),
    ...findIssuerFaults(settings),
    ...findGatewayFaults(settings),
    ...findConsoleFaults(settings),
  ];
}

function findIssuerFaults(settings: Settings): string[] {
  const { TESSERA_JWT_ISSUER: issuer, TESSERA_JWT_AUDIENCE: audience, TESSERA_JWT_ALGORITHMS: algorithms } = settings;
  const { TESSERA_JWKS_URL: jwksUrl, TESSERA_JWT_SECRET: secret } = settings;
  const isAnyGiven = [issuer, audience, algorithms, jwksUrl, secret].some((value) => value !== undefined);
  if (!isAnyGiven && settings.TESSERA_ENV === 'development') return [];
  const known = jwksUrl === undefined ? SYMMETRIC_ALGORITHMS : ASYMMETRIC_ALGORITHMS;
  const wrong = (algorithms ?? []).filter((name) => !known.includes(name));
  return [
    ...(issuer === undefined && settings.TESSERA_ENV === 'development' ? ['TESSERA_JWT_ISSUER is missing'] : []),
    ...(audience === undefined
      ? ['TESSERA_JWT_AUDIENCE is missing: an issuer without it would open other services’ tokens']
      : []),
    ...((jwksUrl === undefined) === (secret === undefined)
      ? ['Give exactly one of TESSERA_JWKS_URL and TESSERA_JWT_SECRET']
      : []),
    ...wrong.map((name) => `TESSERA_JWT_ALGORITHMS: ${name} does not fit; choose of ${known.join(', ')}`),
  ];
}

function findGatewayFaults({ TESSERA_GATEWAY_ONLY: isGatewayOnly, TESSERA_GATEWAY_SECRETS: secrets }: Settings) {
  if (isGatewayOnly === 'false' || secrets !== undefined) return [];
  return ['TESSERA_GATEWAY_ONLY needs TESSERA_GATEWAY_SECRETS: nobody could be served'];
}
