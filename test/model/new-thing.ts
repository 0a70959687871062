import type { ModelCommand } from './model-command.js';
import type { Thing } from './thing.js';
import { bareContractId, bareRfid } from './charge-card-words.js';
import { givenOptions } from './configuration-rules.js';
import { aThing } from './thing.js';

/** What a creating command would create, before its first event. */
export function newThing({ kind, viewer, input }: ModelCommand, createdAt: number): Thing {
  const { programId = null, holderId = null, embossedName = null } = input;
  const about = { kind, tenantId: viewer.tenantId, createdAt };
  switch (kind) {
    case 'CARD':
      return aThing({ ...about, programId, holderId, embossedName });
    case 'TEMPORARY_CARD':
      return aThing({ ...about, programId });
    case 'CHARGE_CARD': {
      const { rfid = '', contractId = '' } = input;
      return aThing({ ...about, rfid: bareRfid(rfid), contractId: bareContractId(contractId) });
    }
    case 'PRODUCTION_OPERATION':
      return aThing(about);
    case 'CARD_PROGRAM':
      return aThing({ ...about, id: input.id ?? '', programKind: input.kind ?? null, options: [givenOptions(input)] });
    case 'KIOSK': {
      const { id = '', branch = null, status = 'READY' } = input;
      return aThing({ ...about, id, branch, status });
    }
  }
}
