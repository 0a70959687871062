import type { CardKind, CardProgram, Decision, Kiosk, Role, TransitionRequest } from './index.js';
import type { World } from '../../../test/support/memory-facts.js';
import {
  aCard,
  aCardRequest,
  aContext,
  after,
  aKiosk,
  aKioskRequest,
  anOperation,
  aProductionRequest,
  aProgram,
  aProgramRequest,
  aTemporaryCardProgram,
  aViewer,
  DAY,
  NOW,
} from '../../../test/support/builders.js';
import { changedFields, changesOf, issuesOf, refusalOf } from '../../../test/support/decisions.js';
import { findDeviations, wordOf } from '../../../test/support/grid.js';
import { loadFor, worldOf } from '../../../test/support/memory-facts.js';
import { decide, decideEach, LIFECYCLES } from './index.js';

const WORLD: World = { programs: [aProgram(), aTemporaryCardProgram()], kiosks: [aKiosk()] };

function run(request: TransitionRequest): Decision {
  return decide(request, aContext(loadFor(request, worldOf(WORLD))));
}

/** What a decision is in a word; configuration has no states to tell. */
function answerOf(decision: Decision): string {
  return decision.type === 'ACCEPTED' ? 'accepted' : wordOf(decision);
}

// Written by hand from the rules, not derived from the table. Everybody reads programs; kiosks are read by staff and producers.
// role = TransitionNotPermitted, unseen = SubjectNotFound.
const WHO = `
                    CARD_PROGRAM.create  CARD_PROGRAM.update  KIOSK.register  KIOSK.update
  TENANT_ADMIN      accepted             accepted             accepted        accepted
  SYSTEM            accepted             accepted             accepted        accepted
  CUSTOMER_SUPPORT  role                 role                 role            role
  SUPPORT_AGENT     role                 role                 role            role
  OPERATOR          role                 role                 role            role
  REQUESTER         role                 role                 role            role
  APPROVER          role                 role                 role            role
  PRODUCER          role                 role                 role            role
  CARDHOLDER        role                 role                 role            unseen
  ACCOUNT_OWNER     role                 role                 role            unseen
  ACCOUNT_ADMIN     role                 role                 role            unseen`;

const BADGES = { id: 'badges', name: 'Badges', kind: 'CARD', productionChannel: 'BUREAU' };
const REQUESTS: Readonly<Record<string, TransitionRequest>> = {
  'CARD_PROGRAM.create': aProgramRequest('create', { input: BADGES }),
  'CARD_PROGRAM.update': aProgramRequest('update', { subjectId: 'staff', input: { name: 'Everybody' } }),
  'KIOSK.register': aKioskRequest('register', { input: { id: 'WIS00009' } }),
  'KIOSK.update': aKioskRequest('update', { subjectId: 'WIS00001', input: { status: 'OFFLINE' } }),
};

describe('configuration', () => {
  it('is the tenant administrator’s alone', () => {
    const deviations = findDeviations(WHO, (role, command) => {
      const request = REQUESTS[command];
      if (request === undefined) throw new Error(`No request for ${command}`);
      // The rows of the grid are roles.
      const viewer = aViewer(role as Role, { accountIds: ['account-1'] });
      return answerOf(run({ ...request, viewer }));
    });
    expect(deviations).toEqual([]);
  });

  it.each(['CARD_PROGRAM', 'KIOSK'])('of %s has no timers and no end', (kind) => {
    expect(LIFECYCLES.get(kind)).toMatchObject({ isConfiguration: true, timers: {}, terminal: [] });
  });
});

describe('the creation of a card program', () => {
  function creation(input: TransitionRequest['input'] = {}): TransitionRequest {
    return aProgramRequest('create', { input: { ...BADGES, ...input } });
  }

  function created(input: TransitionRequest['input'] = {}) {
    return changesOf(run(creation(input)))[0].after;
  }

  it.each<[CardKind, number]>([
    ['CARD', 1095],
    ['TEMPORARY_CARD', 14],
  ])('of kind %s has the defaults, and %d days of validity', (kind, validityDays) => {
    expect(created({ kind })).toMatchObject({
      id: 'badges',
      tenantId: 'acme',
      name: 'Badges',
      kind,
      approvalRequired: true,
      queueOrders: true,
      multipleOrdersPerHolder: false,
      multipleActivePerHolder: false,
      fourEyes: true,
      issuesCertificates: true,
      validityDays,
      productionChannel: 'BUREAU',
      version: 1,
      createdAt: NOW,
    });
  });

  it('takes every option as it is given', () => {
    const given = {
      approvalRequired: false,
      queueOrders: false,
      multipleOrdersPerHolder: true,
      multipleActivePerHolder: true,
      fourEyes: false,
      issuesCertificates: false,
      validityDays: 30,
      productionChannel: 'KIOSK',
    };
    expect(created(given)).toMatchObject(given);
  });

  it('takes null as not given', () => {
    const nulls = { approvalRequired: null, multipleActivePerHolder: null, validityDays: null };
    expect(created({ ...nulls, kind: 'TEMPORARY_CARD' })).toMatchObject({
      approvalRequired: true,
      multipleActivePerHolder: false,
      validityDays: 14,
    });
  });

  it('begins a history of its own, of versions without states, and says in words what there is', () => {
    const [{ before, event }, ...effects] = changesOf(run(creation()));
    expect(effects).toEqual([]);
    expect(before).toBeNull();
    expect(event).toMatchObject({ subjectKind: 'CARD_PROGRAM', subjectId: 'badges', command: 'CREATE', sequence: 1 });
    expect(event).toMatchObject({ from: null, to: null, actorRole: 'TENANT_ADMIN', scope: { programId: 'badges' } });
    expect(event.details.summary).toEqual(expect.stringMatching(/\S/));
  });

  it.each([
    ['staff', 'TENANT_ADMIN'],
    ['staff', 'SYSTEM'],
    ['visitors', 'TENANT_ADMIN'],
  ] as const)('is refused when the id is %s, which there is, to %s', (id, role) => {
    const refusal = refusalOf(run({ ...creation({ id }), viewer: aViewer(role) }));
    expect(refusal).toMatchObject({ type: 'GuardRefused', guard: 'ID_TAKEN', conflictingId: id });
  });

  it('needs an id, a name and a kind', () => {
    const issues = issuesOf(aProgramRequest('create'));
    expect(issues).toEqual(
      expect.arrayContaining([
        ['id', 'REQUIRED'],
        ['name', 'REQUIRED'],
        ['kind', 'REQUIRED'],
      ]),
    );
    expect(issues).not.toContainEqual(['validityDays', 'REQUIRED']);
  });

  it.each<[string, TransitionRequest['input'], readonly (readonly [string, string])[]]>([
    ['nothing wrong', {}, []],
    ['an empty id', { id: '' }, [['id', 'TOO_SHORT']]],
    ['white space around the id', { id: ' badges' }, [['id', 'MALFORMED']]],
    ['an id of 65 characters', { id: 'x'.repeat(65) }, [['id', 'TOO_LONG']]],
    ['an empty name', { name: '' }, [['name', 'TOO_SHORT']]],
    ['a name of blanks', { name: '  ' }, [['name', 'MALFORMED']]],
    ['no day of validity', { validityDays: 0 }, [['validityDays', 'OUT_OF_RANGE']]],
    ['less than none', { validityDays: -1 }, [['validityDays', 'OUT_OF_RANGE']]],
    ['one day', { validityDays: 1 }, []],
    ['ten years', { validityDays: 3650 }, []],
    ['more than ten years', { validityDays: 3651 }, [['validityDays', 'OUT_OF_RANGE']]],
  ])('with %s', (_what, input, issues) => {
    expect(issuesOf(creation(input))).toEqual(issues);
  });

  it('takes no reason', () => {
    expect(issuesOf({ ...creation(), reason: 'LOST' })).toEqual([['reason', 'NOT_TAKEN']]);
  });
});

describe('the change of a card program', () => {
  function change(input: TransitionRequest['input'], overrides: Partial<TransitionRequest> = {}): TransitionRequest {
    return aProgramRequest('update', { subjectId: 'staff', input, ...overrides });
  }

  it.each<[string, Partial<CardProgram>]>([
    ['the name', { name: 'Everybody' }],
    ['approvalRequired', { approvalRequired: false }],
    ['queueOrders', { queueOrders: false }],
    ['multipleOrdersPerHolder', { multipleOrdersPerHolder: true }],
    ['multipleActivePerHolder', { multipleActivePerHolder: true }],
    ['fourEyes', { fourEyes: false }],
    ['issuesCertificates', { issuesCertificates: false }],
    ['validityDays', { validityDays: 30 }],
    ['productionChannel', { productionChannel: 'KIOSK' }],
    ['several at once', { fourEyes: false, validityDays: 30 }],
  ])('changes %s, and nothing else', (_what, given) => {
    const [changed, ...effects] = changesOf(run(change({ ...given })));
    expect(effects).toEqual([]);
    expect(changedFields(changed)).toEqual(given);
    expect(changed).toMatchObject({ after: { version: 2, updatedAt: NOW }, event: { sequence: 2, command: 'UPDATE' } });
  });

  it('says in words what changed, and not what stayed', () => {
    const [{ event }] = changesOf(run(change({ fourEyes: false, validityDays: 1095 })));
    expect(event).toMatchObject({ from: null, to: null });
    expect(event.details.summary).toContain('fourEyes');
    expect(event.details.summary).not.toContain('validityDays');
  });

  it.each<[string, TransitionRequest['input']]>([
    ['nothing', {}],
    ['null', { name: null, validityDays: null, fourEyes: null }],
    ['what it is already', { name: 'Staff', fourEyes: true, validityDays: 1095, productionChannel: 'SIMULATED' }],
    ['a kind, which stays', { kind: 'TEMPORARY_CARD' }],
  ])('is refused when it gives %s', (_what, input) => {
    expect(refusalOf(run(change(input)))).toMatchObject({ type: 'GuardRefused', guard: 'NOTHING_TO_CHANGE' });
  });

  it('needs a program that exists', () => {
    const unknown = change({ name: 'Nobody' }, { subjectId: 'nowhere' });
    expect(refusalOf(run(unknown))).toMatchObject({ type: 'SubjectNotFound', id: 'nowhere' });
  });

  it('looks at the expected version', () => {
    const versions = [1, 2].map((expectedVersion) => answerOf(run(change({ name: 'Everybody' }, { expectedVersion }))));
    expect(versions).toEqual(['accepted', 'version']);
  });

  it.each<[TransitionRequest['input'], readonly (readonly [string, string])[]]>([
    [{ name: '' }, [['name', 'TOO_SHORT']]],
    [{ validityDays: 0 }, [['validityDays', 'OUT_OF_RANGE']]],
    [{ validityDays: 3651 }, [['validityDays', 'OUT_OF_RANGE']]],
    [{ validityDays: 1 }, []],
  ])('to %j', (input, issues) => {
    expect(issuesOf(change(input))).toEqual(issues);
  });

  it('affects future commands only', () => {
    const world = {
      ...WORLD,
      cards: [aCard({ state: 'PRODUCED' }), aCard({ id: 'card_2', state: 'ACTIVE', holderId: 'ida' })],
    };
    const requests = [change({ validityDays: 30 }), aCardRequest('activate')];
    const [changed, activated] = decideEach(requests, aContext(worldOf(world)));
    expect(changed && changesOf(changed)).toHaveLength(1);
    expect(activated && changesOf(activated)[0].after).toMatchObject({ validUntil: after(30 * DAY) });
  });
});

describe('the registration of a kiosk', () => {
  function registration(input: TransitionRequest['input'] = {}): TransitionRequest {
    return aKioskRequest('register', { input: { id: 'WIS00009', ...input } });
  }

  it.each<[string, Partial<Kiosk>]>([
    ['in a branch', { branch: 'main-street', status: 'READY' }],
    ['in no branch', { branch: null, status: 'NOT_READY' }],
    ['that is offline', { branch: 'main-street', status: 'OFFLINE' }],
  ])('makes one %s', (_which, given) => {
    const [{ after: kiosk }, ...effects] = changesOf(run(registration({ ...given })));
    expect(effects).toEqual([]);
    expect(kiosk).toMatchObject({ id: 'WIS00009', tenantId: 'acme', version: 1, ...given });
  });

  it('needs no branch and no status', () => {
    expect(issuesOf(registration())).toEqual([]);
    expect(changesOf(run(registration()))[0].after).toMatchObject({ branch: null });
  });

  it('begins a history of its own, and says in words what there is', () => {
    const [{ event }] = changesOf(run(registration({ branch: 'main-street', status: 'READY' })));
    expect(event).toMatchObject({ subjectKind: 'KIOSK', subjectId: 'WIS00009', command: 'REGISTER', sequence: 1 });
    expect(event).toMatchObject({ from: null, to: null, scope: { kioskId: 'WIS00009' } });
    expect(event.details.summary).toEqual(expect.stringContaining('main-street'));
  });

  it('is refused when there is one with the id', () => {
    const refusal = refusalOf(run(registration({ id: 'WIS00001' })));
    expect(refusal).toMatchObject({ type: 'GuardRefused', guard: 'ID_TAKEN', conflictingId: 'WIS00001' });
  });

  it.each<[TransitionRequest['input'], readonly (readonly [string, string])[]]>([
    [{ id: null }, [['id', 'REQUIRED']]],
    [{ id: '' }, [['id', 'TOO_SHORT']]],
    [{ id: 'WIS00009 ' }, [['id', 'MALFORMED']]],
    [{ id: 'x'.repeat(65) }, [['id', 'TOO_LONG']]],
    [{ branch: '' }, [['branch', 'TOO_SHORT']]],
    [{ branch: ' main-street' }, [['branch', 'MALFORMED']]],
  ])('with %j', (input, issues) => {
    expect(issuesOf(registration(input))).toEqual(issues);
  });
});

describe('the change of a kiosk', () => {
  function change(input: TransitionRequest['input'], overrides: Partial<TransitionRequest> = {}): TransitionRequest {
    return aKioskRequest('update', { subjectId: 'WIS00001', input, ...overrides });
  }

  it.each<[string, TransitionRequest['input'], Partial<Kiosk>]>([
    ['the status', { status: 'OFFLINE' }, { status: 'OFFLINE' }],
    ['the branch', { branch: 'side-street' }, { branch: 'side-street' }],
    ['the branch to none', { unlinkBranch: true }, { branch: null }],
    ['both', { branch: 'side-street', status: 'NOT_READY' }, { branch: 'side-street', status: 'NOT_READY' }],
  ])('changes %s, and nothing else', (_what, input, expected) => {
    const [changed, ...effects] = changesOf(run(change(input)));
    expect(effects).toEqual([]);
    expect(changedFields(changed)).toEqual(expected);
    expect(changed).toMatchObject({ after: { version: 2 }, event: { sequence: 2, from: null, to: null } });
    expect(changed.event.details.summary).toEqual(expect.stringContaining(Object.keys(expected)[0] ?? ''));
  });

  it.each<[string, TransitionRequest['input']]>([
    ['nothing', {}],
    ['null', { branch: null, status: null }],
    ['what it is already', { branch: 'Main street', status: 'READY' }],
  ])('is refused when it gives %s', (_what, input) => {
    expect(refusalOf(run(change(input)))).toMatchObject({ type: 'GuardRefused', guard: 'NOTHING_TO_CHANGE' });
  });

  it('takes a branch or none, not both', () => {
    const both = issuesOf(change({ branch: 'side-street', unlinkBranch: true }));
    expect(both).toEqual([['unlinkBranch', 'NOT_TAKEN']]);
    expect(issuesOf(change({ branch: 'side-street', unlinkBranch: false }))).toEqual([]);
  });

  it('needs a kiosk that exists', () => {
    const unknown = change({ status: 'OFFLINE' }, { subjectId: 'WIS99999' });
    expect(refusalOf(run(unknown))).toMatchObject({ type: 'SubjectNotFound', id: 'WIS99999' });
  });

  it('is what the next production meets', () => {
    const world = { ...WORLD, cards: [aCard({ state: 'ORDERED' })], operations: [anOperation({ state: 'READY' })] };
    const start = aProductionRequest('start', { input: { kioskId: 'WIS00001' } });
    const [, started] = decideEach([change({ status: 'OFFLINE' }), start], aContext(worldOf(world)));
    expect(started && wordOf(started)).toBe('PRINTER_OR_SATELLITE_NOT_READY');
  });
});
