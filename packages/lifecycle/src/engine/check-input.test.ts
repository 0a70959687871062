import type { InputIssueCode, ReasonCode, Role, TransitionRequest } from '../index.js';
import { aCardRequest, aProductionRequest, aViewer } from '../../../../test/support/builders.js';
import { checkInput, LIFECYCLES } from '../index.js';

type Issue = readonly [field: string, code: InputIssueCode];

function issuesOf(request: TransitionRequest): readonly Issue[] {
  const rule = LIFECYCLES.get(request.kind)?.commands[request.command];
  if (rule === undefined) throw new Error(`No command ${request.command}`);
  const refusal = checkInput(rule, request);
  return (refusal?.issues ?? []).map(({ path, code }) => {
    expect(path[0]).toBe('input');
    return [path.slice(1).join('.'), code] as const;
  });
}

describe('the input of register', () => {
  const right = { programId: 'staff', holderId: 'mara.lind', embossedName: 'MARA LIND' };

  it.each<[string, Record<string, string | null | undefined>, readonly Issue[]]>([
    ['is taken', {}, []],
    ['needs no embossed name', { embossedName: null }, []],
    ['needs no embossed name at all', { embossedName: undefined }, []],
    ['needs a holder', { holderId: null }, [['holderId', 'REQUIRED']]],
    ['needs a holder at all', { holderId: undefined }, [['holderId', 'REQUIRED']]],
    ['needs a holder with an id', { holderId: '' }, [['holderId', 'TOO_SHORT']]],
    ['needs a program', { programId: null }, [['programId', 'REQUIRED']]],
    ['takes no holder of blanks', { holderId: '  ' }, [['holderId', 'MALFORMED']]],
    ['takes no white space before a holder', { holderId: ' mara.lind' }, [['holderId', 'MALFORMED']]],
    ['takes no white space after a holder', { holderId: 'mara.lind ' }, [['holderId', 'MALFORMED']]],
    ['takes no line break after a program', { programId: 'staff\n' }, [['programId', 'MALFORMED']]],
    ['takes no control character', { holderId: 'mara\u0000lind' }, [['holderId', 'MALFORMED']]],
    ['takes a holder of 64 characters', { holderId: 'x'.repeat(64) }, []],
    ['takes no holder of 65', { holderId: 'x'.repeat(65) }, [['holderId', 'TOO_LONG']]],
    ['takes an embossed name of 1 character', { embossedName: 'M' }, []],
    ['takes an embossed name of 22', { embossedName: 'M'.repeat(22) }, []],
    ['takes no embossed name of 23', { embossedName: 'M'.repeat(23) }, [['embossedName', 'TOO_LONG']]],
    ['takes no empty embossed name', { embossedName: '' }, [['embossedName', 'TOO_SHORT']]],
    [
      'tells all faults at once',
      { programId: '', holderId: null, embossedName: 'M'.repeat(23) },
      [
        ['programId', 'TOO_SHORT'],
        ['holderId', 'REQUIRED'],
        ['embossedName', 'TOO_LONG'],
      ],
    ],
  ])('%s', (_sentence, input, issues) => {
    expect(issuesOf(aCardRequest('register', { subjectId: null, input: { ...right, ...input } }))).toEqual(issues);
  });
});

describe('a reason', () => {
  it.each<[string, ReasonCode | null, readonly Issue[]]>([
    ['deactivate', null, []],
    ['deactivate', 'MISLAID', []],
    ['deactivate', 'LEAVE', []],
    ['deactivate', 'SUSPECTED_MISUSE', []],
    ['deactivate', 'STOLEN', [['reason', 'NOT_ONE_OF']]],
    ['deactivate', 'PRODUCTION_FAILED', [['reason', 'NOT_ONE_OF']]],
    ['lock', null, [['reason', 'REQUIRED']]],
    ['lock', 'LOST', []],
    ['lock', 'STOLEN', []],
    ['lock', 'DAMAGED', []],
    ['lock', 'HOLDER_LEFT', []],
    ['lock', 'MISLAID', [['reason', 'NOT_ONE_OF']]],
    [
      'request',
      'OTHER',
      [
        ['reason', 'NOT_TAKEN'],
        ['comment', 'REQUIRED'],
      ],
    ],
    ['request', 'LOST', [['reason', 'NOT_TAKEN']]],
    ['approve', 'LOST', [['reason', 'NOT_TAKEN']]],
    ['abort', 'LOST', [['reason', 'NOT_TAKEN']]],
    ['activate', 'LOST', [['reason', 'NOT_TAKEN']]],
    ['reactivate', 'LOST', [['reason', 'NOT_TAKEN']]],
    ['fail', null, [['reason', 'REQUIRED']]],
    ['fail', 'ORDERING_FAILED', []],
    ['fail', 'LOST', [['reason', 'NOT_ONE_OF']]],
  ])('of %s: %s', (command, reason, issues) => {
    expect(issuesOf(aCardRequest(command, { reason }))).toEqual(issues);
  });

  it.each<[string, string | null, readonly Issue[]]>([
    ['lock', null, [['comment', 'REQUIRED']]],
    ['lock', '', [['comment', 'REQUIRED']]],
    ['lock', ' \n ', [['comment', 'REQUIRED']]],
    ['lock', 'Found a copy.', []],
    ['deactivate', null, [['comment', 'REQUIRED']]],
    ['deactivate', 'On parole.', []],
  ])('OTHER of %s with the comment %j', (command, comment, issues) => {
    expect(issuesOf(aCardRequest(command, { reason: 'OTHER', comment }))).toEqual(issues);
  });
});

describe('a comment', () => {
  it.each<[string, string | null, readonly Issue[]]>([
    ['request', null, []],
    ['request', '', []],
    ['request', 'x'.repeat(500), []],
    ['request', 'x'.repeat(501), [['comment', 'TOO_LONG']]],
    ['request', ' '.repeat(501), [['comment', 'TOO_LONG']]],
    ['request', '🪪'.repeat(500), []],
    ['request', '🪪'.repeat(501), [['comment', 'TOO_LONG']]],
    ['request', 'Two\nlines.', []],
    ['reject', null, [['comment', 'REQUIRED']]],
    ['reject', '   ', [['comment', 'REQUIRED']]],
    ['reject', 'No budget.', []],
  ])('of %s: %j', (command, comment, issues) => {
    expect(issuesOf(aCardRequest(command, { comment }))).toEqual(issues);
  });
});

describe('the input of a production’s command', () => {
  it.each<[Role | readonly Role[], string | null, readonly Issue[]]>([
    ['OPERATOR', null, [['kioskId', 'REQUIRED']]],
    ['OPERATOR', 'WIS00001', []],
    ['OPERATOR', '', [['kioskId', 'TOO_SHORT']]],
    ['PRODUCER', null, []],
    ['PRODUCER', 'WIS00001', []],
    ['PRODUCER', ' WIS00001', [['kioskId', 'MALFORMED']]],
    ['SYSTEM', null, []],
    [['PRODUCER', 'OPERATOR'], null, [['kioskId', 'REQUIRED']]],
  ])('start by %s at %j', (roles, kioskId, issues) => {
    expect(issuesOf(aProductionRequest('start', { viewer: aViewer(roles), input: { kioskId } }))).toEqual(issues);
  });

  it.each<[string, string | null, readonly Issue[]]>([
    ['refuse', null, [['errorCode', 'REQUIRED']]],
    ['refuse', 'INVALID_FIELD_VALUE', []],
    ['refuse', 'MISSING_SATELLITEUID', []],
    ['refuse', 'UNKNOWN_ERROR', []],
    ['refuse', 'PRD_FEEDER_JAM', [['errorCode', 'NOT_ONE_OF']]],
    ['refuse', 'NO_SUCH_CODE', [['errorCode', 'NOT_ONE_OF']]],
    ['fail', null, [['errorCode', 'REQUIRED']]],
    ['fail', 'PRD_FEEDER_JAM', []],
    ['fail', 'UNKNOWN_ERROR', []],
    ['fail', 'INVALID_FIELD_VALUE', [['errorCode', 'NOT_ONE_OF']]],
    ['fail', 'MISSING_SATELLITEUID', [['errorCode', 'NOT_ONE_OF']]],
  ])('%s with the code %s', (command, errorCode, issues) => {
    const request = aProductionRequest(command, { viewer: aViewer('PRODUCER'), input: { errorCode } });
    expect(issuesOf(request)).toEqual(issues);
  });

  it.each<[number, readonly Issue[]]>([
    [500, []],
    [501, [['description', 'TOO_LONG']]],
  ])('a description of %d characters', (length, issues) => {
    const input = { errorCode: 'UNKNOWN_ERROR', description: 'x'.repeat(length) };
    expect(issuesOf(aProductionRequest('fail', { viewer: aViewer('PRODUCER'), input }))).toEqual(issues);
  });
});

describe('a subject’s id', () => {
  it.each<[string, readonly Issue[]]>([
    ['card_1', []],
    ['', [['id', 'TOO_SHORT']]],
    [' card_1', [['id', 'MALFORMED']]],
    ['x'.repeat(65), [['id', 'TOO_LONG']]],
  ])('%j', (subjectId, issues) => {
    expect(issuesOf(aCardRequest('activate', { subjectId }))).toEqual(issues);
  });
});

describe('the refusal of an input', () => {
  it('names every path and what is right', () => {
    const request = aCardRequest('lock', { subjectId: '', comment: 'x'.repeat(501) });
    const rule = LIFECYCLES.get('CARD')?.commands['lock'];
    const refusal = rule && checkInput(rule, request);
    expect(refusal).toMatchObject({ type: 'InputInvalid', retryable: false });
    expect(refusal?.issues).toMatchObject([
      { path: ['input', 'id'] },
      { path: ['input', 'reason'], message: 'Give a reason: LOST, STOLEN, DAMAGED, HOLDER_LEFT, OTHER.' },
      { path: ['input', 'comment'], message: 'Give at most 500 characters; these are 501.' },
    ]);
    expect(refusal?.message).toContain('input.reason: Give a reason');
  });
});
