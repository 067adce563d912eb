import { createHmac } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { actorOf } from '../../../application/principal.js';
import type { Contract, Operations } from '../contract/contract.js';
import type { Call, Handlers, Reply } from '../contract/handlers.js';
import { requireAccess } from '../contract/access.js';
import { type Operation, isCommand } from '../contract/operation.js';
import { executeOnce } from '../idempotency/execute-once.js';
import type { IdempotencyStore } from '../idempotency/idempotency-store.js';
import { HttpError } from '../problems/http-error.js';
import { httpErrorOf } from '../problems/http-error-of.js';
import { type Answer, answerOf, send } from './answer.js';
import type { Authenticator } from './authenticator.js';
import type { EventStreams } from './event-streams.js';
import { noLines, sendLines } from './json-lines.js';
import { allowedMethods, otherMethod } from './other-method.js';
import { problemAnswer } from './problem-answer.js';
import { readCall } from './read-call.js';
import { isUuid, type RequestContext } from './request-context.js';
import { contextOf, pathOf } from './request-state.js';
import type { ServerHooks } from './server-hooks.js';

/** What the routes of a contract need beside their handlers. */
export interface ApiRouterOptions {
  /** Where answers are kept for repeats; may be left out where nothing but queries is answered. */
  readonly idempotency?: IdempotencyStore;
  /** Goes into what is kept of bodies, so that nobody who reads the store can try out the passwords in them. */
  readonly fingerprintKey?: Buffer;
  readonly hooks: ServerHooks;
  readonly authenticator: Authenticator;
  readonly eventStreams: EventStreams;
}

type AnyHandler = (call: Call<Operation>) => Promise<Reply<unknown>>;

/** The express routes of a contract: reading, validation, idempotency, answers and problem details. */
export function apiRouter<Ops extends Operations>(
  contract: Contract<Ops>,
  handlers: Handlers<Ops>,
  options: ApiRouterOptions,
): Router {
  const changes = Object.values(contract.operations).some(isCommand);
  if (changes && (options.idempotency === undefined || options.fingerprintKey === undefined)) {
    throw new Error(`${contract.title} has commands: answers must be kept for their repeats`);
  }
  const router = Router({ caseSensitive: true, strict: true });
  const methods = new Map<string, string[]>();
  for (const [name, operation] of Object.entries(contract.operations)) {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const handler = handlers[name] as unknown as AnyHandler;
    const method = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    router[method](path, (request, response) => {
      response.locals['operation'] = name;
      return serve(operation, handler, request, response, options);
    });
    methods.set(path, [...(methods.get(path) ?? []), operation.method]);
  }
  for (const [path, declared] of methods) {
    router.all(path, (request, response) =>
      send(response, otherMethod(request.method, allowedMethods(declared))),
    );
  }
  return router;
}

async function serve(
  operation: Operation,
  handler: AnyHandler,
  request: Request,
  response: Response,
  options: ApiRouterOptions,
): Promise<void> {
  response.locals['route'] = operation.path;
  const context = contextOf(request);
  let answer: Answer;
  try {
    await authorise(operation, request, context, options.authenticator);
    const call = await readCall(operation, request, context);
    if (operation.jsonLines === true) {
      await sendLines(response, (await handler(call)).jsonLines ?? noLines());
      return;
    }
    if (operation.streams === true) {
      await stream(handler, call, request, response, options);
      return;
    }
    const execute = (): Promise<Answer> => answerTo(operation, handler, call, request, options.hooks);
    answer = isCommand(operation) ? await once(operation, request, call, execute, options) : await execute();
  } catch (error) {
    answer = failure(error, request, context, options.hooks);
  }
  send(response, answer);
}

async function stream(
  handler: AnyHandler,
  call: Call<Operation>,
  request: Request,
  response: Response,
  { eventStreams, hooks }: ApiRouterOptions,
): Promise<void> {
  const { events } = await handler(call);
  if (events === undefined) {
    send(response, { status: 204, headers: {} });
    return;
  }
  const { principal, trace } = call.context;
  await eventStreams.send(request, response, actorOf(principal), events, (error) =>
    hooks.unexpected(error, { method: request.method, path: pathOf(request), traceId: trace.traceId }),
  );
}

/** Finds out who asks where that matters: a public call is answered whatever token comes with it. */
async function authorise(
  operation: Operation,
  request: Request,
  context: RequestContext,
  authenticator: Authenticator,
): Promise<void> {
  if (operation.access === 'public') return;
  context.principal = await authenticator.authenticate(request.headers.authorization);
  requireAccess(operation, context.principal);
}

async function answerTo(
  operation: Operation,
  handler: AnyHandler,
  call: Call<Operation>,
  request: Request,
  hooks: ServerHooks,
): Promise<Answer> {
  try {
    return answerOf(operation.status, await handler(call));
  } catch (error) {
    return failure(error, request, call.context, hooks);
  }
}

function once(
  operation: Operation,
  request: Request,
  call: Call<Operation>,
  execute: () => Promise<Answer>,
  { idempotency, fingerprintKey }: ApiRouterOptions,
): Promise<Answer> {
  const key = request.headers['idempotency-key'];
  if (key === undefined) {
    call.context.useCommandIdOfService();
    return execute();
  }
  if (typeof key !== 'string' || !isUuid(key)) {
    throw new HttpError(400, 'malformed-idempotency-key', 'Idempotency-Key must be a UUID');
  }
  const target = `${request.method} ${pathOf(request)}`;
  call.context.useIdempotencyKey(key, target);
  if (operation.secret === true || idempotency === undefined || fingerprintKey === undefined) {
    return execute();
  }
  const fingerprint = createHmac('sha256', fingerprintKey)
    .update(`${target}\n${request.headers['if-match'] ?? ''}\n${JSON.stringify(call.body) ?? ''}`)
    .digest('base64url');
  return executeOnce(idempotency, { key: `${actorOf(call.context.principal)} ${key}`, fingerprint, execute });
}

function failure(error: unknown, request: Request, context: RequestContext, hooks: ServerHooks): Answer {
  const httpError = httpErrorOf(error);
  const { traceId } = context.trace;
  const path = pathOf(request);
  if (httpError.code === 'internal-error') hooks.unexpected(error, { method: request.method, path, traceId });
  return problemAnswer(httpError, path, traceId);
}
