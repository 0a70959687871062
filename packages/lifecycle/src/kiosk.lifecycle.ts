import type { Input, InputField } from './engine/rule.js';
import type { Kiosk, KioskStatus } from './kiosk.js';
import {
  CONFIGURATION_STATES,
  CONFIGURED_BY,
  describeValues,
  idField,
  idIsFree,
  updateRow,
} from './configuration.rules.js';
import { defineLifecycle } from './engine/define-lifecycle.js';
import { textOf } from './engine/rule.js';
import { NO_TIES, readersOf } from './engine/subject.js';
import { KIOSK_BY_ID } from './kiosk.js';
import { TENANT_READERS } from './roles.js';

const BRANCH: InputField = {
  type: 'ID',
  means: 'The branch it stands in.',
  example: '"main-street"',
  // Its name, where branches have no ids.
  isFreeText: true,
};
const STATUS: InputField = { type: 'KIOSK_STATUS', means: 'What it can do now.' };

/** The fields of a kiosk that the input gives. */
function givenOf(kiosk: Kiosk, input: Input): Partial<Kiosk> {
  return {
    branch: input['unlinkBranch'] === true ? null : (textOf(input, 'branch') ?? kiosk.branch),
    // The schema takes nothing but a status there.
    status: (textOf(input, 'status') as KioskStatus | null) ?? kiosk.status,
  };
}

/** Kiosks: machines that make cards on the spot. */
export const kioskLifecycle = defineLifecycle<Kiosk>({
  kind: 'KIOSK',
  type: 'Kiosk',
  idPrefix: 'kiosk',
  means: 'A machine that makes cards on the spot.',
  isConfiguration: true,
  states: CONFIGURATION_STATES,
  initial: 'CONFIGURED',
  terminal: [],
  commands: {
    register: {
      means: 'Registers a kiosk; it is OFFLINE unless a status is given.',
      idField: 'id',
      input: { id: idField('The maker’s id of it.', '"WIS00001"'), branch: BRANCH, status: STATUS },
      rows: [
        {
          from: 'NOTHING',
          to: 'CONFIGURED',
          by: CONFIGURED_BY,
          guards: [idIsFree('KIOSK', KIOSK_BY_ID)],
          set: ({ subject, input }) => givenOf(subject, input),
          tells: (after) => ({ summary: describeValues(after, ['branch', 'status']) }),
        },
      ],
    },
    update: {
      means: 'Changes a kiosk: what is given changes, for future commands only; the rest stays.',
      input: {
        branch: BRANCH,
        unlinkBranch: { type: 'BOOLEAN', means: 'Links it to no branch any more.', notWith: 'branch' },
        status: STATUS,
      },
      rows: [updateRow(givenOf)],
    },
  },
  timers: {},
  readers: readersOf([...TENANT_READERS, 'PRODUCER']),
  blank: (base) => ({ ...base, state: 'CONFIGURED', branch: null, status: 'OFFLINE' }),
  scopeOf: ({ id }) => ({ ...NO_TIES, kioskId: id }),
  windowStart: ({ createdAt }) => createdAt,
});
