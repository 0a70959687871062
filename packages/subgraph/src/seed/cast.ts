import type { Role, Viewer } from '@tessera/lifecycle';
import type { TransitionChannel } from '../log/status-event.js';
import type { Account, Part, StaffPart } from './people.js';
import type { Random } from './random.js';
import { ACCOUNTS, STAFF } from './people.js';
import { BUSY_KIOSKS } from './programs.js';

/** Who does something, and by what. */
export interface Actor {
  readonly viewer: Viewer;
  readonly channel: TransitionChannel;
}

/** Responsible for who takes the parts of one story. Whoever requested or approved a card stays who it is, so do its kiosk and its customer. */
export class Cast {
  readonly account: Account;
  readonly kioskId: string;
  readonly #staying = new Map<StaffPart, string>();

  constructor(
    private readonly tenantId: string,
    private readonly random: Random,
  ) {
    this.account = random.weigh(ACCOUNTS);
    this.kioskId = random.weigh(BUSY_KIOSKS);
  }

  /** Somebody for the part; of the holder's, the holder. */
  actorOf(part: Part, holderId: string | null): Actor {
    if (isStaffPart(part)) {
      const { role, channel } = STAFF[part];
      return { ...this.#actor(this.#staffOf(part), role), channel };
    }
    switch (part) {
      case 'HOLDER':
        return this.#actor(holderId ?? '', 'CARDHOLDER');
      case 'KIOSK':
        return this.#actor(`kiosk-${this.kioskId.toLowerCase()}`, 'PRODUCER');
      case 'ACCOUNT_OWNER':
        return this.#customer(this.account.owner, part);
      case 'ACCOUNT_ADMIN':
        return this.#customer(this.account.admin, part);
    }
  }

  #staffOf(part: StaffPart): string {
    const person = this.#staying.get(part) ?? this.random.weigh(STAFF[part].people);
    if (part !== 'OPERATOR') this.#staying.set(part, person);
    return person;
  }

  #customer(id: string, role: Role): Actor {
    const { viewer, channel } = this.#actor(id, role);
    return { viewer: { ...viewer, accountIds: [this.account.id] }, channel };
  }

  #actor(id: string, role: Role): Actor {
    return { viewer: { id, tenantId: this.tenantId, roles: [role], accountIds: [] }, channel: 'API' };
  }
}

function isStaffPart(part: Part): part is StaffPart {
  return Object.hasOwn(STAFF, part);
}
