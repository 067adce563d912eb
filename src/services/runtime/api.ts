import type { Router } from 'express';
import type { Contract, Operations } from '../../infrastructure/http/contract/contract.js';
import type { Handlers } from '../../infrastructure/http/contract/handlers.js';
import { type ApiRouterOptions, apiRouter } from '../../infrastructure/http/server/api-router.js';

/** A contract with the handlers that fulfil it. */
export interface Api {
  readonly contract: Contract;
  router(options: ApiRouterOptions): Router;
}

/** Joins a contract and its handlers. */
export function api<Ops extends Operations>(contract: Contract<Ops>, handlers: Handlers<Ops>): Api {
  return { contract, router: (options) => apiRouter(contract, handlers, options) };
}
