import type { Input } from '@tessera/lifecycle';
import type { TransitionSink } from '../log/transition-command.js';
import { systemViewer } from '@tessera/lifecycle';
import { systemCommand } from '../log/system-command.js';

/** The tenants of the development personas. */
export const DEMO_TENANTS = ['acme', 'globex'] as const;

/** Who sets the demo up, in the events that tell of it. */
export const DEMO_ACTOR = 'demo';

/** The programs of every demo: approval and queue, approval only, neither, and one of temporary cards. */
export const DEMO_PROGRAMS: readonly Input[] = [
  { id: 'staff', name: 'Staff cards', kind: 'CARD', productionChannel: 'SIMULATED' },
  {
    id: 'contractor',
    name: 'Contractor cards',
    kind: 'CARD',
    queueOrders: false,
    validityDays: 365,
    productionChannel: 'KIOSK',
  },
  {
    id: 'campus',
    name: 'Campus cards',
    kind: 'CARD',
    approvalRequired: false,
    queueOrders: false,
    issuesCertificates: false,
    productionChannel: 'SIMULATED',
  },
  { id: 'visitor', name: 'Visitor cards', kind: 'TEMPORARY_CARD', queueOrders: false, productionChannel: 'SIMULATED' },
];

/** The kiosks of every demo: ready, without a branch, not ready. */
export const DEMO_KIOSKS: readonly Input[] = [
  { id: 'WIS00001', branch: 'main-street', status: 'READY' },
  { id: 'WIS00002', status: 'READY' },
  { id: 'WIS00003', branch: 'main-street', status: 'NOT_READY' },
];

/**
 * Gives the demo's tenants its four card programs and three kiosks. What is there already stays as it is, however it was changed.
 */
export async function seedDemo({ writer }: { readonly writer: TransitionSink }): Promise<void> {
  for (const tenantId of DEMO_TENANTS) {
    const made = [
      ...DEMO_PROGRAMS.map((input) => configure(writer, tenantId, { kind: 'CARD_PROGRAM', command: 'create', input })),
      ...DEMO_KIOSKS.map((input) => configure(writer, tenantId, { kind: 'KIOSK', command: 'register', input })),
    ];
    await Promise.all(made);
  }
}

async function configure(
  writer: TransitionSink,
  tenantId: string,
  given: { readonly kind: string; readonly command: string; readonly input: Input },
): Promise<void> {
  const viewer = systemViewer(tenantId, DEMO_ACTOR);
  const outcome = await writer.submit(systemCommand({ ...given, viewer, channel: 'JOB', subjectId: null }));
  const isThere = outcome.type === 'REFUSED' && outcome.refusal.type === 'GuardRefused';
  if (outcome.type !== 'ACCEPTED' && !isThere) throw new Error(`The demo cannot be set up: ${JSON.stringify(outcome)}`);
}
