import type { Texts } from './en.js';
import { en } from './en.js';

/** The words that the console shows. */
export const texts: Texts = en;

/** What a state is called; a later server’s as it spells it, made readable. */
export function nameState(kind: string, state: string): string {
  return texts.states[kind]?.[state] ?? toWords(state);
}

/** What a button for a command says. */
export function nameCommand(command: string): string {
  return texts.commands[command] ?? toWords(command);
}

/** What an event says that happened. */
export function nameEvent(command: string): string {
  return texts.happened[command] ?? toWords(command);
}

/** What a reason is called. */
export function nameReason(reason: string): string {
  return texts.reasons[reason] ?? toWords(reason);
}

/** What a role is called. */
export function nameRole(role: string): string {
  return texts.roles[role] ?? toWords(role);
}

/** What the way is called by which a command came. */
export function nameChannel(channel: string): string {
  return texts.channels[channel] ?? toWords(channel);
}

/** What a kiosk’s status is called. */
export function nameKioskStatus(status: string): string {
  return texts.production.statuses[status] ?? toWords(status);
}

/** What a production error code says, in a few words. */
export function nameErrorCode(code: string): string {
  return texts.errorCodes[code] ?? toWords(code);
}

/** What part of the production chain an error’s category speaks of. */
export function nameErrorCategory(category: string): string {
  return texts.errorCategories[category] ?? toWords(category);
}

/** `IN_PRODUCTION` as a person writes it. */
export function toWords(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** An id so short that it fits a line, and that people still tell it apart by. */
export function shortenId(id: string): string {
  return `…${id.slice(-8)}`;
}
