import type { RequestContext } from '../server/request-context.js';
import type { AnswerOf, BodyOf, Operations, PathParamsOf, QueryOf } from './contract.js';

/** A validated call as a handler gets it. */
export interface Call<Op> {
  readonly params: PathParamsOf<Op>;
  readonly query: QueryOf<Op>;
  readonly body: BodyOf<Op>;
  readonly context: RequestContext;
}

/** One of the server-sent events that an answer consists of. */
export interface StreamedEvent<Answer> {
  /** What the client names as `Last-Event-ID` to go on behind this event. */
  readonly id: string;
  readonly data: Answer;
}

/** What a handler answers; the operation's status is added by the mechanism. */
export interface Reply<Answer> {
  readonly body?: Answer;
  /** The pieces of an answer of JSON lines, in place of `body`. */
  readonly jsonLines?: AsyncIterable<string>;
  /** Becomes `ETag`. */
  readonly revision?: number | undefined;
  /** Becomes `Consistency-Token`. */
  readonly position?: bigint | undefined;
  /** Becomes `Location`. */
  readonly location?: string;
  /** Of an operation that streams: the events, until `signal` aborts. */
  readonly events?: (signal: AbortSignal) => AsyncIterable<StreamedEvent<Answer>>;
}

/** One handler for each operation of a contract. Errors are thrown and become problem details. */
export type Handlers<Ops extends Operations> = {
  readonly [Name in keyof Ops]: (call: Call<Ops[Name]>) => Promise<Reply<AnswerOf<Ops[Name]>>>;
};
