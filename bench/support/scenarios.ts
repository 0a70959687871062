import { cardId } from './cards.js';

/** What is asked of a server. */
export type ScenarioName = 'TRANSITIONS' | 'CONSTANT_MUTATION' | 'CARD' | 'CONSTANT_QUERY';

/** One request. */
interface ScenarioRequest {
  readonly body: string;
  /** What the answer must contain. */
  readonly expected: string;
  /** To be called when it was answered so. */
  onAnswer(): void;
}

/** Which connection asks: the first is 1. */
export interface Share {
  readonly number: number;
  readonly of: number;
}

/** Makes requests one after the other. Those of different connections do not meet in one card. */
export interface Scenario {
  next(share: Share): ScenarioRequest;
}

const CARD = `query Card($id: ID!) {
  card(id: $id) {
    id state stateName version certificates validUntil embossedName personalizationWipedAt createdAt updatedAt
    program { id name }
  }
}`;

const TRANSITIONS = {
  deactivate: transitionDocument('DeactivateCard', 'deactivateCard'),
  reactivate: transitionDocument('ReactivateCard', 'reactivateCard'),
};

/** What a request is made of. */
interface Asked {
  readonly query: string;
  readonly variables?: object;
  readonly expected: string;
  readonly onAnswer?: () => void;
}

/** Creates a scenario over so many cards. */
export function createScenario(name: ScenarioName, cards: number): Scenario {
  switch (name) {
    case 'TRANSITIONS':
      return new TransitionScenario(cards);
    case 'CARD':
      return {
        next: (share) =>
          request({ query: CARD, variables: { id: cardId(chooseCard(share, cards)) }, expected: '"program":{"id"' }),
      };
    case 'CONSTANT_MUTATION':
      return constantScenario('mutation Constant { setConstant }');
    case 'CONSTANT_QUERY':
      return constantScenario('query Constant { constant }');
  }
}

/** Responsible for moving cards back and forth. Remembers which are inactive. */
class TransitionScenario implements Scenario {
  readonly #inactive = new Set<number>();

  constructor(private readonly cards: number) {}

  next(share: Share): ScenarioRequest {
    const number = chooseCard(share, this.cards);
    const isInactive = this.#inactive.has(number);
    const verb = isInactive ? 'reactivate' : 'deactivate';
    const onAnswer = (): void => {
      if (isInactive) this.#inactive.delete(number);
      else this.#inactive.add(number);
    };
    const variables = { input: { id: cardId(number) } };
    return request({ query: TRANSITIONS[verb], variables, expected: '"CardTransition"', onAnswer });
  }
}

function transitionDocument(name: string, mutation: string): string {
  return `mutation ${name}($input: ${name}Input!) {
  ${mutation}(input: $input) {
    __typename
    ... on CardTransition { card { id state version } event { id sequence } }
    ... on TransitionRefusal { message }
  }
}`;
}

function constantScenario(query: string): Scenario {
  const constant = request({ query, expected: '"a constant"' });
  return { next: () => constant };
}

function request(asked: Asked): ScenarioRequest {
  const { query, variables = {}, expected, onAnswer = () => undefined } = asked;
  return { body: JSON.stringify({ query, variables }), expected, onAnswer };
}

/** A card of the connection's own share, at random. */
function chooseCard({ number, of }: Share, cards: number): number {
  const share = Math.floor(cards / of);
  return 1 + (number - 1) * share + Math.floor(Math.random() * share);
}
