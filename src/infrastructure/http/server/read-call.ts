import type { Request } from 'express';
import { requireOwn } from '../../../application/principal.js';
import type { Call } from '../contract/handlers.js';
import { type Operation, isCommand } from '../contract/operation.js';
import { HttpError, validationFailed } from '../problems/http-error.js';
import { ID_PATTERN } from '../validation/rules.js';
import { validated } from '../validation/validate.js';
import { readJson } from './json-body.js';
import { expectedRevisions } from './preconditions.js';
import type { RequestContext } from './request-context.js';

/**
 * The validated call that a request makes.
 * @throws HttpError 400, 404 (an id that can't be one), 413, 415
 */
export async function readCall(
  operation: Operation,
  request: Request,
  context: RequestContext,
): Promise<Call<Operation>> {
  const params = possibleIds(operation, request.params as Record<string, string>);
  refuseMalformedQuery(request.originalUrl);
  const query = parameters(operation, request.query);
  const body = await bodyOf(operation, request);
  requireOwnership(context, params, query, body);
  if (isCommand(operation)) context.expectedRevision = expectedRevisions(request.headers['if-match']);
  return { params, query, body, context };
}

/**
 * A call that names a customer, wherever it does, is about what belongs to them.
 * @throws NotYoursError
 */
function requireOwnership({ principal }: RequestContext, ...parts: readonly unknown[]): void {
  if (principal.kind === 'anonymous') return;
  for (const part of parts) {
    const { customerId } = (part ?? {}) as { customerId?: unknown };
    if (typeof customerId === 'string') requireOwn(principal, customerId);
  }
}

/** The parser of queries would take half an escape for what it looks like, and bytes that are no UTF-8 for other characters. */
function refuseMalformedQuery(url: string): void {
  const start = url.indexOf('?');
  if (start === -1 || !url.includes('%', start)) return;
  try {
    decodeURIComponent(url.slice(start));
  } catch (error) {
    throw new HttpError(400, 'malformed-query', 'The query is not properly percent-encoded', {
      cause: error,
    });
  }
}

function parameters({ query }: Operation, given: Request['query']): unknown {
  const repeated = Object.keys(given).filter((path) => Array.isArray(given[path]));
  if (repeated.length > 0) {
    throw validationFailed(repeated.map((path) => ({ path, message: 'is given more than once' })));
  }
  if (query !== undefined) return validated(query, { ...given });
  const unknown = Object.keys(given).map((path) => ({ path, message: 'is not known here' }));
  if (unknown.length > 0) throw validationFailed(unknown);
  return {};
}

async function bodyOf(operation: Operation, request: Request): Promise<unknown> {
  // What a GET carries has no meaning (RFC 9110, 9.3.1); what comes with a command that takes no body must be JSON all the same.
  const json = isCommand(operation) ? await readJson(request) : undefined;
  if (operation.body === undefined) return undefined;
  return validated(operation.body, json === undefined && operation.bodyOptional === true ? {} : json);
}

function possibleIds(operation: Operation, params: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(params)) {
    if (!(operation.params?.[name] ?? ID_PATTERN).test(value)) {
      const thing = name.replace(/Id$/, '');
      throw new HttpError(404, `${thing}-not-found`, `There is no such ${thing}`);
    }
  }
  return { ...params };
}
