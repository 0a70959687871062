import type { ChargeCard, ChargeCardState, Decision, Facts, TransitionRequest } from './index.js';
import { aChargeCard, aChargeCardRequest, aContext, after, aViewer, DAY, NOW } from '../../../test/support/builders.js';
import { changesOf, issuesOf, refusalOf } from '../../../test/support/decisions.js';
import { findDeviations, wordOf } from '../../../test/support/grid.js';
import { loadFor, worldOf, worldOfChargeCard } from '../../../test/support/memory-facts.js';
import { canonicalInput, chargeCardLifecycle, checkInput, decide, decideEach } from './index.js';

const FREE = { rfid: '04AABBCCDDEE80', contractId: 'DE8AAC000000001' };

/** A request to import, in the canonical spelling. */
function anImport(input: TransitionRequest['input'] = FREE): TransitionRequest {
  return aChargeCardRequest('import', { subjectId: null, input });
}

/** Checks and decides an import as the log writer does. */
function importOf(input: TransitionRequest['input'], facts: Facts = worldOf({})): Decision {
  const rule = chargeCardLifecycle.commands['import'];
  if (rule === undefined) throw new Error('No command import');
  const refusal = checkInput(rule, anImport(input));
  if (refusal !== null) return { type: 'REFUSED', refusal };
  const request = anImport(canonicalInput(rule, input));
  return decide(request, aContext(loadFor(request, facts)));
}

function imported(input: TransitionRequest['input']) {
  return changesOf(importOf(input))[0].after;
}

describe('an import', () => {
  it('makes a card that belongs to nobody', () => {
    const [{ before, after: card, event }, ...effects] = changesOf(importOf(FREE));
    expect(effects).toEqual([]);
    expect(before).toBeNull();
    expect(card).toEqual({
      id: event.subjectId,
      tenantId: 'acme',
      state: 'INACTIVE',
      version: 1,
      createdAt: NOW,
      updatedAt: NOW,
      stateSince: NOW,
      rfid: '04AABBCCDDEE80',
      rfidLast4: 'EE80',
      contractId: 'DE8AAC000000001',
      liveRfid: '04AABBCCDDEE80',
      liveContractId: 'DE8AAC000000001',
      accountId: null,
      subscriptionId: null,
      termsAcceptedAt: null,
      activationExpiresAt: null,
      deactivatesAt: null,
      suspendedFrom: null,
      duplicateOf: null,
      originalId: null,
    });
  });

  it('begins the history with an event from nothing, which does not tell the RFID', () => {
    const [{ event }] = changesOf(importOf(FREE));
    expect(event).toMatchObject({
      command: 'IMPORT',
      from: null,
      to: 'INACTIVE',
      sequence: 1,
      actorRole: 'TENANT_ADMIN',
    });
    expect(JSON.stringify(event)).not.toContain(FREE.rfid);
  });

  it('needs both identities', () => {
    expect(issuesOf(anImport({}))).toEqual([
      ['rfid', 'REQUIRED'],
      ['contractId', 'REQUIRED'],
    ]);
  });

  it('tells what is wrong with both at once', () => {
    expect(issuesOf(anImport({ rfid: '04A2B3', contractId: 'DE' }))).toEqual([
      ['rfid', 'MALFORMED'],
      ['contractId', 'MALFORMED'],
    ]);
  });
});

describe('the RFID of an import', () => {
  it.each([
    ['04A2B3C4D5E6F7', '04A2B3C4D5E6F7', 'E6F7'],
    ['04a2b3c4d5e6f7', '04A2B3C4D5E6F7', 'E6F7'],
    ['04:a2:b3:c4:d5:e6:f7', '04A2B3C4D5E6F7', 'E6F7'],
    ['04-A2-B3-C4', '04A2B3C4', 'B3C4'],
    ['04 a2 b3 c4', '04A2B3C4', 'B3C4'],
    ['0102030405060708090a', '0102030405060708090A', '090A'],
  ])('%s is kept as %s, its end as %s', (rfid, kept, rfidLast4) => {
    expect(imported({ ...FREE, rfid })).toMatchObject({ rfid: kept, liveRfid: kept, rfidLast4 });
  });

  it.each([
    ['of 3 bytes', '09F1F2'],
    ['of 11 bytes', '0102030405060708090A0B'],
    ['of an odd number of digits', '09F1F2F3F'],
    ['of an odd number of digits between separators', '09:F1:F2:F3:F'],
    ['with a letter that is no digit', '09F1F2F3F4F5FG'],
    ['with a prefix', '0x09F1F2F3'],
    ['of separators', '::::::::'],
  ])('%s is refused with an example of a right one', (_which, rfid) => {
    expect(issuesOf(anImport({ ...FREE, rfid }))).toEqual([['rfid', 'MALFORMED']]);
    const refusal = refusalOf(importOf({ ...FREE, rfid }));
    expect(refusal.message).toMatch(/for example "?[0-9A-F]{8,20}"?/);
    expect(refusal.message).not.toContain(rfid);
  });
});

describe('the contract id of an import', () => {
  it.each([
    ['DE-8AA-C12345678-9', 'DE8AAC123456789'],
    ['DE8AAC123456789', 'DE8AAC123456789'],
    ['de-8aa-c1a2b3c4d-x', 'DE8AAC1A2B3C4DX'],
    ['DE-8AA-C12345678', 'DE8AAC12345678'],
    ['NL-TNM-12345678-9', 'NLTNM123456789'],
    ['nltnm12345678', 'NLTNM12345678'],
    ['DE8AA-C123456789', 'DE8AAC123456789'],
  ])('%s is kept as %s', (contractId, kept) => {
    expect(imported({ ...FREE, contractId })).toMatchObject({ contractId: kept, liveContractId: kept });
  });

  it.each([
    ['too short', 'DE8AA1234567'],
    ['too long', 'DE-8AA-C12345678-99'],
    ['with a digit in the country', 'D1-8AA-C12345678'],
    ['with a country of three letters', 'DEU-8AA-C12345678'],
    ['with two hyphens in a row', 'DE--8AA-C12345678'],
    ['with a hyphen at the end', 'DE-8AA-C12345678-'],
    ['with a hyphen in the number', 'DE-8AA-C1234-5678'],
    ['with spaces', 'DE 8AA C12345678'],
    ['with underscores', 'DE_8AA_C12345678'],
    ['with a letter of another alphabet', 'DÉ-8AA-C12345678'],
  ])('%s is refused', (_which, contractId) => {
    expect(issuesOf(anImport({ ...FREE, contractId }))).toEqual([['contractId', 'MALFORMED']]);
  });

  it('is not verified by its check digit', () => {
    const digits = ['0', '1', 'X'].map((digit) =>
      wordOf(importOf({ ...FREE, contractId: `DE-8AA-C12345678-${digit}` })),
    );
    expect(digits).toEqual(['INACTIVE', 'INACTIVE', 'INACTIVE']);
  });
});

describe('the uniqueness of an import', () => {
  // What a record in the state of the row, with the same RFID, contract id, both or neither, does to an import.
  const TAKEN = `
                rfid        contractId         both        neither
    INACTIVE    RFID_TAKEN  CONTRACT_ID_TAKEN  RFID_TAKEN  INACTIVE
    PENDING     RFID_TAKEN  CONTRACT_ID_TAKEN  RFID_TAKEN  INACTIVE
    ACTIVE      RFID_TAKEN  CONTRACT_ID_TAKEN  RFID_TAKEN  INACTIVE
    BLOCKED     RFID_TAKEN  CONTRACT_ID_TAKEN  RFID_TAKEN  INACTIVE
    SUSPENDED   RFID_TAKEN  CONTRACT_ID_TAKEN  RFID_TAKEN  INACTIVE
    DEACTIVATED INACTIVE    INACTIVE           INACTIVE    INACTIVE`;

  const SAME: Readonly<Record<string, Partial<ChargeCard>>> = {
    rfid: { rfid: FREE.rfid },
    contractId: { contractId: FREE.contractId },
    both: FREE,
    neither: {},
  };

  it('is that among the records that are not deactivated', () => {
    const deviations = findDeviations(TAKEN, (state, what) => {
      // The rows of the grid are states of a charge card.
      const other = aChargeCard({ state: state as ChargeCardState, ...SAME[what] });
      return wordOf(importOf(FREE, worldOfChargeCard(other)));
    });
    expect(deviations).toEqual([]);
  });

  it('compares canonical spellings', () => {
    const facts = worldOfChargeCard(aChargeCard(FREE));
    const guards = [
      importOf({ rfid: '04:aa:bb:cc:dd:ee:80', contractId: 'NL-TNM-12345678-9' }, facts),
      importOf({ rfid: '01020304', contractId: 'de-8aa-c00000000-1' }, facts),
    ].map(wordOf);
    expect(guards).toEqual(['RFID_TAKEN', 'CONTRACT_ID_TAKEN']);
  });

  it('names the record in the way to whoever may see it, and never the RFID', () => {
    const refusal = refusalOf(importOf(FREE, worldOfChargeCard(aChargeCard(FREE))));
    expect(refusal).toMatchObject({
      type: 'GuardRefused',
      guard: 'RFID_TAKEN',
      option: null,
      conflictingId: 'charge_1',
    });
    expect(JSON.stringify(refusal)).not.toContain(FREE.rfid);
  });

  it('names no record to whoever may not see it', () => {
    const hidden = worldOfChargeCard(aChargeCard({ ...FREE, tenantId: 'umbrella' }));
    expect(refusalOf(importOf(FREE, hidden))).toMatchObject({ guard: 'RFID_TAKEN', conflictingId: null });
  });
});

describe('a second import of the same pair', () => {
  const again = anImport({ rfid: '04A2B3C4D5E680', contractId: 'DE8AAC123456789' });

  function sequence(card: Partial<ChargeCard>, requests: readonly TransitionRequest[]): readonly Decision[] {
    return decideEach(requests, aContext(worldOfChargeCard(aChargeCard(card))));
  }

  it('is a new record once the subscription has ended', () => {
    const end = aChargeCardRequest('endSubscription', { viewer: aViewer('SYSTEM') });
    const records = sequence({ state: 'ACTIVE', deactivatesAt: after(-1) }, [end, again]).map(
      (decision) => changesOf(decision)[0].after,
    );
    expect(records).toMatchObject([
      { id: 'charge_1', state: 'DEACTIVATED' },
      { state: 'INACTIVE', rfid: '04A2B3C4D5E680', contractId: 'DE8AAC123456789', version: 1 },
    ]);
    expect(records[1]).toMatchObject({ duplicateOf: null, originalId: null });
    expect(records[1]?.id).not.toBe('charge_1');
  });

  it('is refused while the subscription’s end is only scheduled', () => {
    const decisions = sequence({ state: 'ACTIVE', deactivatesAt: after(DAY) }, [again]);
    expect(decisions.map(wordOf)).toEqual(['RFID_TAKEN']);
  });

  it('is refused after an immediate deactivation, by the duplicate', () => {
    const [deactivated, second] = sequence({ state: 'ACTIVE' }, [aChargeCardRequest('deactivate'), again]);
    const duplicateId = deactivated && changesOf(deactivated)[1]?.after.id;
    expect(second && refusalOf(second)).toMatchObject({ guard: 'RFID_TAKEN', conflictingId: duplicateId });
  });
});
