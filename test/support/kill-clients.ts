import { setTimeout as wait } from 'node:timers/promises';

/** Where the server is, and who calls it. */
export interface Place {
  readonly url: string;
  readonly token: string;
}

/** Responsible for telling clients where the server is now; while it is away they wait. */
export class ServerAddress {
  #arrive: (place: Place) => void = () => undefined;
  #leave: (reason: Error) => void = () => undefined;
  #place = this.#awaitNext();

  /** Waits until the server is there. Rejects when it never comes again. */
  find(): Promise<Place> {
    return this.#place;
  }

  arrive(place: Place): void {
    this.#arrive(place);
  }

  leave(): void {
    this.#place = this.#awaitNext();
  }

  /** Nobody calls any more, whether answered or not. */
  close(): void {
    this.leave();
    this.#leave(new Error('The server does not come again'));
  }

  #awaitNext(): Promise<Place> {
    const next = new Promise<Place>((resolve, reject) => {
      this.#arrive = resolve;
      this.#leave = reject;
    });
    // Whoever waits learns of it; nobody may be waiting.
    next.catch(() => undefined);
    return next;
  }
}

/** One call of a mutation, under a key of its own. */
export interface Call {
  readonly mutation: string;
  readonly type: string;
  readonly input: Readonly<Record<string, string>> & { readonly idempotencyKey: string };
}

/** What the server has said to a call. */
export interface Answer {
  /** Null for a refusal. */
  readonly eventId: string | null;
  readonly cardId: string | null;
  readonly replayed: boolean;
}

/** A call with the answer that counts: the first one. */
export interface AnsweredCall {
  readonly call: Call;
  readonly answer: Answer;
}

/** How long one attempt may take, in milliseconds. */
const ATTEMPT_MS = 10_000;
/** How long a call is repeated, over restarts of the server, in milliseconds. */
const GIVE_UP_MS = 60_000;

/** What is called next on a card, by what was accepted last. */
const NEXT: Readonly<Record<string, string>> = {
  registerCard: 'requestCard',
  requestCard: 'activateCard',
  activateCard: 'deactivateCard',
  deactivateCard: 'reactivateCard',
  reactivateCard: 'deactivateCard',
};

/** Sends a call again and again, always with its key, until it is answered. Throws on an answer that a repetition cannot better. */
export async function callUntilAnswered(address: ServerAddress, call: Call): Promise<Answer> {
  const deadline = performance.now() + GIVE_UP_MS;
  for (;;) {
    const answer = await attempt(await address.find(), call);
    if (answer !== null) return answer;
    if (performance.now() > deadline) throw new Error(`No answer to ${JSON.stringify(call)}`);
    await wait(20);
  }
}

/** Responsible for one client that calls without a pause, each call with a key of its own. Talks to the server over HTTP. */
export class KillClient {
  readonly answered: AnsweredCall[] = [];
  readonly #cards = new Map<string, string>();
  #isStopped = false;

  constructor(
    private readonly address: ServerAddress,
    private readonly name: string,
  ) {}

  /** Calls until it is stopped; the last call is answered. */
  async run(): Promise<void> {
    for (let count = 1; !this.#isStopped; count += 1) {
      const call = this.#nextCall(count);
      const answer = await callUntilAnswered(this.address, call);
      this.answered.push({ call, answer });
      if (answer.cardId !== null) this.#cards.set(answer.cardId, call.mutation);
    }
  }

  stop(): void {
    this.#isStopped = true;
  }

  #nextCall(count: number): Call {
    const idempotencyKey = `${this.name}-${count}`;
    const cards = [...this.#cards];
    const [id, last] = cards[Math.floor(Math.random() * cards.length)] ?? [];
    if (id === undefined || last === undefined || Math.random() < 0.2) {
      const input = { programId: 'campus', holderId: `holder-${idempotencyKey}`, idempotencyKey };
      return { mutation: 'registerCard', type: 'RegisterCardInput', input };
    }
    const mutation = NEXT[last] ?? 'lockCard';
    return {
      mutation,
      type: `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`,
      input: { id, idempotencyKey },
    };
  }
}

/** Null: it may be sent again. */
async function attempt({ url, token }: Place, { mutation, type, input }: Call): Promise<Answer | null> {
  const fields = '__typename ... on CardTransition { replayed event { id } card { id } }';
  const query = `mutation ($input: ${type}!) { result: ${mutation}(input: $input) { ${fields} } }`;
  const body = await post(url, token, { query, variables: { input } });
  if (body === null) return null;
  const [fault] = body.errors ?? [];
  if (fault?.extensions?.['retryable'] === true) return null;
  if (fault !== undefined || body.data === undefined) throw new Error(`${mutation}: ${JSON.stringify(body)}`);
  const { replayed = false, event, card } = body.data.result;
  return { eventId: event?.id ?? null, cardId: card?.id ?? null, replayed };
}

interface Body {
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly data?: {
    readonly result: { readonly replayed?: boolean; readonly event?: { id: string }; readonly card?: { id: string } };
  };
}

/** Null when the server went away, or is not there yet. */
async function post(url: string, token: string, body: object): Promise<Body | null> {
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const signal = AbortSignal.timeout(ATTEMPT_MS);
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal });
    // Our own server answers in this form.
    return (await response.json()) as Body;
  } catch {
    // Killed in the middle of an answer, or refused: whether it took effect is what the repetition finds out.
    return null;
  }
}
