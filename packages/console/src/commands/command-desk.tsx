import type { ComponentProps, ReactNode } from 'react';
import type { CommandInput } from './call-command.js';
import type { CommandRequest } from './command-request.js';
import type { Outcome } from './use-command.js';
import { createContext, use, useState } from 'react';
import { Link } from 'wouter';
import { pathOf } from '../kinds/kinds.js';
import { nameEvent, texts } from '../texts/texts.js';
import { useToasts } from '../widgets/toasts.js';
import { CommandDialog } from './command-dialog.js';
import { needsDialog, SHOWS_RESULT } from './command-fields.js';
import { useCommand } from './use-command.js';
import { useKnownVersions } from './use-known-versions.js';

/** Where commands are asked for, and how the one stands that was asked for last. */
export interface CommandDesk {
  readonly request: CommandRequest | null;
  readonly outcome: Outcome;
  /** Asks what must be asked, and sends the command; what must not be asked about is sent at once. */
  readonly open: (request: CommandRequest) => void;
  /** Sends the present one again, on another version where one is given. */
  readonly retry: (version?: number) => void;
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

/** The desk, and what its dialog shows; null: nothing is asked. */
function useDesk(): { readonly desk: CommandDesk; readonly dialog: ComponentProps<typeof CommandDialog> | null } {
  const [request, setRequest] = useState<CommandRequest | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [input, setInput] = useState<CommandInput>({});
  const { outcome, run, reset } = useCommand();
  const { show } = useToasts();
  const versions = useKnownVersions();

  const send = async (wanted: CommandRequest, given: CommandInput) => {
    const { kind, subject, option, onDone } = wanted;
    setInput(given);
    const next = await run({ kind, command: option.command, id: subject?.id ?? null, input: given });
    if (next.at !== 'DONE') return;
    const now = versions.learn(next.result);
    if (option.command !== SHOWS_RESULT) {
      setIsAsking(false);
      const id = subject?.id ?? now?.id ?? null;
      const isMade = subject === null;
      show(
        texts.commandDesk.done(nameEvent(option.command), id ?? texts.kinds[kind] ?? kind),
        isMade && linkTo(kind, id),
      );
    }
    onDone?.(next.result);
  };
  const open = (wanted: CommandRequest) => {
    if (outcome.at === 'RUNNING') return;
    const { kind, subject, option, input: initial = {} } = wanted;
    const versioned = { ...initial, ...(subject === null ? {} : { expectedVersion: versions.newest(subject) }) };
    const isAsked = needsDialog(kind, option);
    reset();
    setRequest(wanted);
    setInput(versioned);
    setIsAsking(isAsked);
    if (!isAsked) void send(wanted, versioned);
  };
  const retry = (version?: number) => {
    if (request !== null) void send(request, version === undefined ? input : { ...input, expectedVersion: version });
  };
  const close = () => {
    setIsAsking(false);
    reset();
  };
  const desk = { request, outcome, open, retry };
  if (request === null || !isAsking) return { desk, dialog: null };
  const onSend = (given: CommandInput) => void send(request, given);
  return { desk, dialog: { request, input, outcome, onSend, onRetry: retry, onClose: close } };
}

function linkTo(kind: string, id: string | null) {
  const path = id === null ? null : pathOf(kind, id);
  return path !== null && <Link href={path}>{texts.commandDesk.open}</Link>;
}
