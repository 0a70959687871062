import type { Viewer } from '@tessera/lifecycle';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { GatewayStanding } from '../../identity/gateway-check.js';
import type { MeteredRequest } from './request-cost.js';
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
  /**
   * Lets a valid request through, or rejects: FORBIDDEN for a document that is not trusted, BAD_USER_INPUT for variables that are
   * no inputs, COST_EXCEEDED for what asks for too much, RATE_LIMITED when too much was asked for within the last minute.
   */
  pass(request: MeteredRequest, sender: RequestSender): Promise<void>;
}

/** A gate that lets everything through; for measurements, and for tests of what lies behind. */
export const OPEN_GATE: RequestGate = { trusted: null, pass: () => Promise.resolve() };

/** Creates the gate of a schema. */
export function createRequestGate({ schema, budget, trusted }: RequestGateOptions): RequestGate {
  const checkCaller = createCallerCheck(schema);
  const meter = createCostMeter(schema);
  const pass: RequestGate['pass'] = async (request, { viewer, hasGatewaySecret }) => {
    if (!hasGatewaySecret) {
      if (trusted !== null) requireTrusted(trusted, request.document);
      checkCaller(request.document);
    }
    checkVariables(request.variables);
    const { points, representations } = meter(request);
    if (points > MAX_POINTS) throw exceeded(`costs ${points} points; a request may cost ${MAX_POINTS}`);
    if (points > MAX_EVENT_POINTS && isStream(request))
      throw exceeded(`costs ${points} points an event; an event may cost ${MAX_EVENT_POINTS}`);
    if (representations > MAX_REPRESENTATIONS)
      throw exceeded(`refers to ${representations} entities; a request may refer to ${MAX_REPRESENTATIONS}`);
    await budget.take(viewer, points);
  };
  return { trusted, pass };
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
