import type { CommandOption } from './command-request.js';
import { toMethodName } from './call-command.js';
import { creation, fieldsOf, isIrreversible, needsDialog } from './command-fields.js';
import { toCommandInput } from './read-form.js';

const OPTION: CommandOption = {
  command: 'APPROVE',
  to: 'PROCESSING',
  allowed: true,
  blockedBy: null,
  reasons: [],
  reasonRequired: false,
  commentRequired: false,
  apiOnly: false,
};

/** A form with what somebody has entered. */
function aForm(entries: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(entries)) form.set(name, value);
  return form;
}

describe('a command of the console', () => {
  it('is sent at once when there is nothing to ask', () => {
    expect(needsDialog('CARD', OPTION)).toBe(false);
  });

  it.each([
    ['it has reasons', 'CARD', { command: 'DEACTIVATE', reasons: ['MISLAID', 'OTHER'] }],
    ['a comment is mandatory', 'CARD', { command: 'REJECT', commentRequired: true }],
    ['it takes fields of its own', 'PRODUCTION_OPERATION', { command: 'START' }],
    ['it cannot be taken back', 'CHARGE_CARD', { command: 'DEACTIVATE' }],
  ])('asks first when %s', (_, kind, given) => {
    expect(needsDialog(kind, { ...OPTION, ...given })).toBe(true);
  });

  it('that makes a thing asks for what the thing needs', () => {
    expect(needsDialog('CARD', creation('REGISTER'))).toBe(true);
    expect(fieldsOf('CARD', 'REGISTER').map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ['programId', true],
      ['holderId', true],
      ['embossedName', false],
    ]);
  });

  it('that deactivates an identity card can be taken back; of a charge card it cannot', () => {
    expect(isIrreversible('CARD', 'DEACTIVATE')).toBe(false);
    expect(isIrreversible('CHARGE_CARD', 'DEACTIVATE')).toBe(true);
  });

  it('has the SDK’s name', () => {
    expect(['LOCK', 'START_ACTIVATION'].map(toMethodName)).toEqual(['lock', 'startActivation']);
  });
});

describe('what somebody has entered', () => {
  it('is sent without white space around it, and without what is empty', () => {
    const form = aForm({ holderId: ' mara.lind ', replacesCardId: ' ', reason: '', comment: 'at the desk' });
    expect(toCommandInput(form, fieldsOf('TEMPORARY_CARD', 'ASSIGN'))).toEqual({
      holderId: 'mara.lind',
      comment: 'at the desk',
    });
  });

  it('is a number, and a moment of the viewer’s time zone, where the API takes those', () => {
    expect(toCommandInput(aForm({ programId: 'visitor', count: '4' }), fieldsOf('TEMPORARY_CARD', 'REQUEST'))).toEqual({
      programId: 'visitor',
      count: 4,
    });
    const entered = aForm({ validUntil: '2026-05-01T10:30' });
    expect(toCommandInput(entered, fieldsOf('TEMPORARY_CARD', 'EXTEND'))).toEqual({
      validUntil: new Date(2026, 4, 1, 10, 30).toISOString(),
    });
  });

  it('goes to the API as it is where it is no moment: the API says so', () => {
    expect(toCommandInput(aForm({ validUntil: 'soon' }), fieldsOf('TEMPORARY_CARD', 'EXTEND'))).toEqual({
      validUntil: 'soon',
    });
  });
});
