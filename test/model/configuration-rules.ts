import type { Act, GivenInput, Rules } from './model-command.js';
import type { Options } from './thing.js';
import { latestOptions } from './world.js';

/** Card programs: made and changed by administrators. */
export const CARD_PROGRAM_RULES: Rules = {
  create: [{ from: null, to: null, who: ['TENANT_ADMIN', 'SYSTEM'], guards: [idIsFree] }],
  update: [
    {
      from: 'ANY',
      to: null,
      who: ['TENANT_ADMIN', 'SYSTEM'],
      guards: [optionsChange],
      change: ({ thing, input }) => {
        thing.options = [...thing.options, changedOptions(latestOptions(thing), input)];
      },
    },
  ],
};

/** Kiosks: registered and changed by administrators. */
export const KIOSK_RULES: Rules = {
  register: [{ from: null, to: null, who: ['TENANT_ADMIN', 'SYSTEM'], guards: [idIsFree] }],
  update: [
    {
      from: 'ANY',
      to: null,
      who: ['TENANT_ADMIN', 'SYSTEM'],
      guards: [kioskChanges],
      change: ({ thing, input }) => {
        thing.branch = input.branch ?? thing.branch;
        thing.status = input.status ?? thing.status;
      },
    },
  ],
};

/** The options of a new program: what was not said is as usual. */
export function givenOptions(input: GivenInput): Options {
  const usual: Options = {
    approvalRequired: true,
    queueOrders: true,
    multipleOrdersPerHolder: false,
    multipleActivePerHolder: false,
    fourEyes: true,
    issuesCertificates: true,
    validityDays: input.kind === 'TEMPORARY_CARD' ? 14 : 1095,
    productionChannel: 'SIMULATED',
  };
  return changedOptions(usual, input);
}

function changedOptions(before: Options, input: GivenInput): Options {
  return {
    approvalRequired: input.approvalRequired ?? before.approvalRequired,
    queueOrders: input.queueOrders ?? before.queueOrders,
    multipleOrdersPerHolder: input.multipleOrdersPerHolder ?? before.multipleOrdersPerHolder,
    multipleActivePerHolder: input.multipleActivePerHolder ?? before.multipleActivePerHolder,
    fourEyes: input.fourEyes ?? before.fourEyes,
    issuesCertificates: input.issuesCertificates ?? before.issuesCertificates,
    validityDays: input.validityDays ?? before.validityDays,
    productionChannel: input.productionChannel ?? before.productionChannel,
  };
}

function idIsFree({ world, thing }: Act): string | null {
  return world.find(thing.tenantId, thing.kind, thing.id) === undefined ? null : 'ID_TAKEN';
}

function optionsChange({ thing, input }: Act): string | null {
  const before = latestOptions(thing);
  const isSame = JSON.stringify(changedOptions(before, input)) === JSON.stringify(before);
  return isSame ? 'NOTHING_TO_CHANGE' : null;
}

function kioskChanges({ thing, input }: Act): string | null {
  const { branch = null, status = thing.status } = input;
  const hasOtherBranch = branch !== null && branch !== thing.branch;
  return hasOtherBranch || status !== thing.status ? null : 'NOTHING_TO_CHANGE';
}
