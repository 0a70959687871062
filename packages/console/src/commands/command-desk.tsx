import type { ReactNode } from 'react';
import type { CommandInput } from './call-command.js';
import type { CommandRequest } from './command-request.js';
import type { Outcome } from './use-command.js';
import { createContext, use, useState } from 'react';
import { nameEvent, texts } from '../texts/texts.js';
import { useToasts } from '../widgets/toasts.js';
import { CommandDialog } from './command-dialog.js';
import { needsDialog } from './command-fields.js';
import { useCommand } from './use-command.js';

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
  const [request, setRequest] = useState<CommandRequest | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [input, setInput] = useState<CommandInput>({});
  const { outcome, run, reset } = useCommand();
  const { show } = useToasts();

  const send = async (wanted: CommandRequest, given: CommandInput) => {
    const { kind, subject, option, onDone } = wanted;
    setInput(given);
    const next = await run({ kind, command: option.command, id: subject?.id ?? null, input: given });
    if (next.at !== 'DONE') return;
    if (option.command !== 'REVEAL') {
      setIsAsking(false);
      show(texts.commandDesk.done(nameEvent(option.command), subject?.id ?? ''));
    }
    onDone?.(next.result);
  };
  const open = (wanted: CommandRequest) => {
    if (outcome.at === 'RUNNING') return;
    const { kind, subject, option, input: initial = {} } = wanted;
    reset();
    setRequest(wanted);
    const isAsked = needsDialog(kind, option) || option.command === 'REVEAL';
    setIsAsking(isAsked);
    const versioned = { ...initial, ...(subject === null ? {} : { expectedVersion: subject.version }) };
    setInput(versioned);
    if (!isAsked) void send(wanted, versioned);
  };
  const retry = (version?: number) => {
    if (request !== null) void send(request, version === undefined ? input : { ...input, expectedVersion: version });
  };
  return (
    <DeskContext value={{ request, outcome, open, retry }}>
      {children}
      {request !== null && isAsking && (
        <CommandDialog
          request={request}
          input={input}
          outcome={outcome}
          onSend={(given) => void send(request, given)}
          onRetry={retry}
          onClose={() => {
            setIsAsking(false);
            reset();
          }}
        />
      )}
    </DeskContext>
  );
}
