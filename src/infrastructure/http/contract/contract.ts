import type { Operation, ParamsOf } from './operation.js';

/** In the place of a service's name: every service answers the calls, and their paths say which one is meant. */
export const EVERY_SERVICE = '{service}';

/** All calls of one service, by name. */
export type Operations = Readonly<Record<string, Operation>>;

/** What one service offers over HTTP. */
export interface Contract<Ops extends Operations = Operations> {
  /** The service's name, for example `order-service`, or `EVERY_SERVICE`. */
  readonly service: string;
  readonly title: string;
  readonly operations: Ops;
}

export type PathParamsOf<Op> =
  Op extends Operation<infer Path, unknown, unknown, unknown> ? ParamsOf<Path> : never;
export type QueryOf<Op> = Op extends Operation<string, infer Query, unknown, unknown> ? Query : never;
export type BodyOf<Op> = Op extends Operation<string, unknown, infer Body, unknown> ? Body : never;
export type AnswerOf<Op> = Op extends Operation<string, unknown, unknown, infer Answer> ? Answer : never;

/** Declares a contract, keeping the exact types of its operations. */
export function contract<const Ops extends Operations>(declaration: Contract<Ops>): Contract<Ops> {
  return declaration;
}
