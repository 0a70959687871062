import type { Viewer } from '@tessera/lifecycle';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { GatewayStanding } from '../../identity/gateway-check.js';
import type { MeteredRequest, RequestCost } from './request-cost.js';
import type { PointBudget } from './point-budget.js';
import type { TrustedDocuments } from './trusted-documents.js';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { CodedError } from '../../coded-error.js';
import { createCallerCheck } from './document-rules.js';
import { createCostMeter } from './request-cost.js';
import { checkVariables } from './variable-rules.js';

/** Points that one request may cost. */
const MAX_POINTS = 10_000;

/** Points that one event of a stream may cost: its budget was asked once, when it was opened. */
const MAX_EVENT_POINTS = 200;

/** Points of a request before anything of it is known. */
const FIRST_POINTS = 1;

/** Points of a request that is refused once its document was looked at: that alone may have cost more than answering another. */
const REFUSAL_POINTS = 500;

/** References to entities in one request. */
const MAX_REPRESENTATIONS = 1_000;

/** What requests are let through by. */
export interface RequestGateOptions {
  readonly schema: GraphQLSchema;
  readonly budget: PointBudget;
  /** Null: any document. */
  readonly trusted: TrustedDocuments | null;
}

/** Who sends a request. */
interface RequestSender extends Pick<GatewayStanding, 'hasGatewaySecret'> {
  readonly viewer: Viewer;
}

/** What every request passes once, over HTTP and over WebSocket, before anything of it is executed. */
export interface RequestGate {
  /** What callers may name by id; null: nothing. */
  readonly trusted: TrustedDocuments | null;
  /** Before the document is looked at: rejects with RATE_LIMITED when the sender has no points left. */
  begin(sender: Pick<RequestSender, 'viewer'>): Promise<void>;
  /** Takes the points of a document that was refused: not GraphQL, or not valid. */
  countRefusal(sender: Pick<RequestSender, 'viewer'>): void;
  /**
   * Lets a valid request through, or rejects: FORBIDDEN for a document that is not trusted, BAD_USER_INPUT for variables that are
   * no inputs, COST_EXCEEDED for what asks for too much, RATE_LIMITED when too much was asked for within the last minute.
   */
  pass(request: MeteredRequest, sender: RequestSender): Promise<void>;
}

/** A gate that lets everything through; for measurements, and for tests of what lies behind. */
export const OPEN_GATE: RequestGate = {
  trusted: null,
  begin: () => Promise.resolve(),
  countRefusal: () => undefined,
  pass: () => Promise.resolve(),
};

/** Creates the gate of a schema. */
export function createRequestGate({ schema, budget, trusted }: RequestGateOptions): RequestGate {
  const checkCaller = createCallerCheck(schema);
  const meter = createCostMeter(schema);
  const findPoints = (request: MeteredRequest, hasGatewaySecret: boolean): number => {
    if (!hasGatewaySecret) {
      if (trusted !== null) requireTrusted(trusted, request.document);
      checkCaller(request.document);
    }
    checkVariables(request.variables);
    const cost = meter(request);
    checkCost(request, cost);
    return cost.points;
  };
  const countRefusal: RequestGate['countRefusal'] = ({ viewer }) => {
    // The sender is told of the refusal; that the points are used up, with the next request.
    budget.take(viewer, REFUSAL_POINTS).catch(() => undefined);
  };
  const pass: RequestGate['pass'] = async (request, sender) => {
    let points: number;
    try {
      points = findPoints(request, sender.hasGatewaySecret);
    } catch (error) {
      countRefusal(sender);
      throw error;
    }
    await budget.take(sender.viewer, points);
  };
  return { trusted, begin: ({ viewer }) => budget.take(viewer, FIRST_POINTS), countRefusal, pass };
}

function checkCost(request: MeteredRequest, { points, representations }: RequestCost): void {
  if (points > MAX_POINTS) throw exceeded(`costs ${points} points; a request may cost ${MAX_POINTS}`);
  if (points > MAX_EVENT_POINTS && isStream(request))
    throw exceeded(`costs ${points} points an event; an event may cost ${MAX_EVENT_POINTS}`);
  if (representations > MAX_REPRESENTATIONS)
    throw exceeded(`refers to ${representations} entities; a request may refer to ${MAX_REPRESENTATIONS}`);
}

function requireTrusted(trusted: TrustedDocuments, { loc }: DocumentNode): void {
  if (loc !== undefined && trusted.has(loc.source.body)) return;
  throw new CodedError('FORBIDDEN', 'Only documents that were registered are answered here. Have this one registered.');
}

function isStream({ document, operationName }: MeteredRequest): boolean {
  return getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
}

function exceeded(what: string): CodedError {
  return new CodedError('COST_EXCEEDED', `The request ${what}. Ask for shorter lists, or split it.`);
}
