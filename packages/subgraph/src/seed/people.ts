import type { Role } from '@tessera/lifecycle';
import type { TransitionChannel } from '../log/status-event.js';
import type { Weighted } from './random.js';

/** A part that somebody takes in a story. */
export type Part = StaffPart | 'HOLDER' | 'KIOSK' | 'ACCOUNT_OWNER' | 'ACCOUNT_ADMIN';

/** A part that one of the office, of the bureau or of the charging operator takes. */
export type StaffPart =
  'REQUESTER' | 'APPROVER' | 'OPERATOR' | 'BUREAU' | 'TENANT_ADMIN' | 'CUSTOMER_SUPPORT' | 'SUPPORT_AGENT';

/** Who takes a part, in which role and by what, with how often each of them does. The first of each is a persona of the development issuer. */
export const STAFF: Readonly<
  Record<
    StaffPart,
    { readonly role: Role; readonly channel: TransitionChannel; readonly people: readonly Weighted<string>[] }
  >
> = {
  REQUESTER: {
    role: 'REQUESTER',
    channel: 'CONSOLE',
    people: [
      ['rosa.brandt', 5],
      ['henrik.dahl', 3],
      ['nadia.osei', 3],
      ['paulo.teixeira', 2],
      ['yuki.tanabe', 2],
    ],
  },
  APPROVER: {
    role: 'APPROVER',
    channel: 'CONSOLE',
    people: [
      ['anton.keller', 5],
      ['lea.fontaine', 3],
      ['gregor.haas', 2],
    ],
  },
  OPERATOR: {
    role: 'OPERATOR',
    channel: 'CONSOLE',
    people: [
      ['olga.petrov', 5],
      ['dario.conti', 4],
      ['fatima.benali', 3],
      ['sven.lund', 2],
    ],
  },
  BUREAU: { role: 'PRODUCER', channel: 'API', people: [['bureau-1', 1]] },
  TENANT_ADMIN: {
    role: 'TENANT_ADMIN',
    channel: 'CONSOLE',
    people: [
      ['tomas.novak', 3],
      ['ingrid.solberg', 1],
    ],
  },
  CUSTOMER_SUPPORT: {
    role: 'CUSTOMER_SUPPORT',
    channel: 'API',
    people: [
      ['carla.rossi', 5],
      ['milan.horvat', 1],
    ],
  },
  SUPPORT_AGENT: {
    role: 'SUPPORT_AGENT',
    channel: 'CONSOLE',
    people: [
      ['samir.haddad', 3],
      ['beatriz.lopes', 2],
      ['owen.price', 2],
    ],
  },
};

/** A customer of the charging operator, and who acts for it. */
export interface Account {
  readonly id: string;
  readonly owner: string;
  readonly admin: string;
}

/** The customers; the first is that of the personas. */
export const ACCOUNTS: readonly Weighted<Account>[] = [
  [{ id: 'acc_northwind', owner: 'ines.ferreira', admin: 'jonas.berg' }, 6],
  [{ id: 'acc_bluewater', owner: 'pieter.vanveen', admin: 'julia.adler' }, 5],
  [{ id: 'acc_talltrees', owner: 'elin.forsberg', admin: 'marc.duval' }, 4],
  [{ id: 'acc_harbourline', owner: 'rui.monteiro', admin: 'signe.holm' }, 3],
  [{ id: 'acc_redbrick', owner: 'claire.hughes', admin: 'adam.kowal' }, 3],
  [{ id: 'acc_stonebridge', owner: 'felix.brunner', admin: 'noemi.ricci' }, 2],
  [{ id: 'acc_meadow', owner: 'hanna.virtanen', admin: 'hanna.virtanen' }, 1],
];

/** Whose cards they are: each first name goes with each last name. */
export const FIRST_NAMES: readonly string[] = (
  'Ada Adrian Aisha Alba Amir Anja Bastian Bruno Camille Chiara Daniel Diana Elena Emil Erik Eva Farid Finn Gloria Hugo ' +
  'Ida Ivan Jana Jasper Kai Karin Lara Leon Lina Luca Malik Marta Mikael Nils Nina Oscar Paula Quentin Rafael Rita ' +
  'Samuel Sara Stefan Tara Tim Ursula Viktor Zoe'
).split(' ');

export const LAST_NAMES: readonly string[] = (
  'Abel Almeida Andersen Arslan Bauer Becker Bianchi Blom Carlsen Castro Chen Costa Demir Eriksen Fischer Garcia Gruber ' +
  'Hansen Ibrahim Jansen Kaya Keita Koch Laine Lang Leclerc Lindgren Marin Meyer Moreau Nagy Nielsen Novotny Okafor ' +
  'Olsen Pavic Peters Popescu Quist Reyes Richter Romano Sato Silva Simon Toth Vargas Weber Yilmaz Zeman'
).split(' ');
