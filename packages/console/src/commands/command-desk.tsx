import type { ComponentProps, ReactNode } from 'react';
import type { CommandCall, CommandInput } from './call-command.js';
import type { CommandRequest } from './command-request.js';
import type { Outcome } from './use-command.js';
import { createContext, use, useState } from 'react';
import { CommandDialog } from './command-dialog.js';
import { needsDialog, SHOWS_RESULT } from './command-fields.js';
import { useCommand } from './use-command.js';
import { useDialogState } from './use-dialog-state.js';
import { useKnownVersions } from './use-known-versions.js';
import { useTellOutcome } from './use-tell-outcome.js';

/** Where commands are asked for, and how the one stands that was asked for last. */
export interface CommandDesk {
  readonly request: CommandRequest | null;
  readonly outcome: Outcome;
  /** Asks what must be asked, and sends the command; what must not be asked about is sent at once. */
  readonly open: (request: CommandRequest) => void;
}

const DeskContext = createContext<CommandDesk | null>(null);

/** The desk of the page. */
export function useCommandDesk(): CommandDesk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('There is no command desk around this.');
  return desk;
}

/** Holds the desk that everything within uses, and its dialog. */
export function CommandDeskProvider({ children }: { readonly children: ReactNode }) {
  const { desk, dialog } = useDesk();
  return (
    <DeskContext value={desk}>
      {children}
      {dialog !== null && <CommandDialog {...dialog} />}
    </DeskContext>
  );
}

/** The desk, and what its dialog shows; null: there is nothing to ask or to tell. */
function useDesk(): { readonly desk: CommandDesk; readonly dialog: ComponentProps<typeof CommandDialog> | null } {
  const [request, setRequest] = useState<CommandRequest | null>(null);
  const [input, setInput] = useState<CommandInput>({});
  const { isOpen, begin, isPresent, show, close } = useDialogState();
  const { outcome, run, reset } = useCommand();
  const versions = useKnownVersions();
  const tell = useTellOutcome();

  const send = async (wanted: CommandRequest, given: CommandInput) => {
    const { kind, option, onDone } = wanted;
    setInput(given);
    const next = await run({ kind, command: option.command, ...toTarget(wanted, given) });
    if (next.at === 'DONE') versions.learn(next.result);
    const showsItself = next.at !== 'DONE' || option.command === SHOWS_RESULT;
    if (isPresent(wanted) && showsItself) show();
    else tell(wanted, next);
    if (isPresent(wanted) && !showsItself) close();
    if (next.at === 'DONE') onDone?.(next.result);
  };
  const open = (wanted: CommandRequest) => {
    if (outcome.at === 'RUNNING' && request !== null && isSame(request, wanted)) return;
    const { kind, subject, option, input: initial = {} } = wanted;
    const versioned = { ...initial, ...(subject === null ? {} : { expectedVersion: versions.newest(subject) }) };
    const isAsked = needsDialog(kind, option);
    reset();
    setRequest(wanted);
    setInput(versioned);
    begin(wanted, isAsked);
    if (!isAsked) void send(wanted, versioned);
  };
  const desk = { request, outcome, open };
  if (request === null || !isOpen) return { desk, dialog: null };
  const onSend = (given: CommandInput) => void send(request, given);
  const onRetry = (version?: number) => onSend(version === undefined ? input : { ...input, expectedVersion: version });
  const onClose = () => {
    close();
    reset();
  };
  return { desk, dialog: { request, input, outcome, onSend, onRetry, onClose } };
}

/** What a command is done to, and what it takes besides: the id is the thing’s, or what was typed. */
function toTarget({ subject, asksId = false }: CommandRequest, given: CommandInput): Pick<CommandCall, 'id' | 'input'> {
  if (!asksId) return { id: subject?.id ?? null, input: given };
  const { id, ...input } = given;
  return { id: typeof id === 'string' ? id : '', input };
}

/** Whether both ask for the same to be done to the same thing. */
function isSame(one: CommandRequest, other: CommandRequest): boolean {
  const isOfOne = one.kind === other.kind && one.subject?.id === other.subject?.id;
  return isOfOne && one.option.command === other.option.command;
}
