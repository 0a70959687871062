import type { Authenticator } from '../../packages/subgraph/src/identity/principal.js';
import type { Figure } from '../support/figure.js';
import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../packages/subgraph/src/clock.js';
import { RevocationFile } from '../../packages/subgraph/src/identity/revocations.js';
import { createAuthenticator } from '../../packages/subgraph/src/identity/verify-token.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { createBenchIssuer, issueOperatorToken } from '../support/keys.js';

const TIMES = 200_000;
const REVOKED = 1_000;

/** What a request pays for its token once the token is known. */
export const tokenFigure: Figure = {
  name: 'token',
  how: `The check of a token that was verified before, by the very function that every request calls: the header is taken apart, the token looked up by its SHA-256, its expiry and a file of ${REVOKED.toLocaleString('en')} revocations looked at; ${TIMES.toLocaleString('en')} checks in a row, each awaited, against as many plain SHA-256 of the same token, in turn and in one process.`,
  measure: async ({ sizes, say }) => {
    say('measuring the check of a known token');
    const folder = mkdtempSync(join(tmpdir(), 'tessera-bench-'));
    try {
      const token = await issueOperatorToken();
      const authenticator = openAuthenticator(join(folder, 'revoked'));
      const { measured, reference } = await measureRounds(sizes.rounds, {
        measured: () => measureCheck(authenticator, `Bearer ${token}`),
        reference: () => Promise.resolve(measureHash(token)),
      });
      const line = compareRounds({
        name: 'the check of a known token',
        unit: 'µs',
        goal: { atMost: 5 },
        referenceName: 'one SHA-256 of it',
        measured,
        reference,
      });
      return [{ ...line, goalOf: 'MEASURED' }];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function openAuthenticator(revokedFile: string): Authenticator {
  const lines = Array.from({ length: REVOKED }, (_, n) => `token revoked-${n}\nsubject gone-${n}\n`);
  writeFileSync(revokedFile, lines.join(''));
  const parts = { clock: systemClock, logger: pino({ level: 'silent' }) };
  const revocations = new RevocationFile(revokedFile, parts);
  return createAuthenticator(createBenchIssuer().trusted, { ...parts, revocations });
}

/** Microseconds a check. */
async function measureCheck(authenticator: Authenticator, authorization: string): Promise<number> {
  const begin = performance.now();
  for (let time = 0; time < TIMES; time += 1) await authenticator.authenticate(authorization);
  return ((performance.now() - begin) * 1_000) / TIMES;
}

/** Microseconds a hash. */
function measureHash(token: string): number {
  const begin = performance.now();
  for (let time = 0; time < TIMES; time += 1) hash('sha256', token, 'base64');
  return ((performance.now() - begin) * 1_000) / TIMES;
}
