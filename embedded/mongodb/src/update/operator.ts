import type { Target } from './target.js';

/** What an operator may ask about the update it is part of. */
export interface UpdateContext {
  /** Whether an upsert makes a new document. */
  readonly inserting: boolean;
  /** The `_id` of the document, for messages. */
  readonly id: unknown;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Changes the value at one place. @throws MongoError when the value there is of the wrong kind */
export type Change = (target: Target, context: UpdateContext) => void;

/** Turns the operand behind a path into a change. @throws MongoError when the operand is wrong */
export type OperatorCompiler = (operand: unknown, path: string) => Change;
