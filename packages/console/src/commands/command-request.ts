import type { KindName } from '../kinds/row.js';
import type { CommandInput } from './call-command.js';

/** What the API says of a command that may be open to a viewer. */
export interface CommandOption {
  readonly command: string;
  readonly to: string | null;
  readonly allowed: boolean;
  readonly blockedBy: { readonly code: string; readonly message: string } | null;
  readonly reasons: readonly string[];
  readonly reasonRequired: boolean;
  readonly commentRequired: boolean;
  readonly apiOnly: boolean;
}

/** Somebody wants to do something. */
export interface CommandRequest {
  readonly kind: KindName;
  /** What it is done to, as the viewer sees it; null: the command makes something. */
  readonly subject: { readonly id: string; readonly version: number } | null;
  readonly option: CommandOption;
  /** Whether the dialog asks for the id of what it is done to: the viewer cannot see it yet. */
  readonly asksId?: boolean;
  /** What the dialog begins with. */
  readonly input?: CommandInput;
  /** Called when it is done. */
  readonly onDone?: (result: Readonly<Record<string, unknown>>) => void;
}
