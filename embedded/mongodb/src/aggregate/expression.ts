import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as expressions from 'mingo/operators/expression';
import type { Document } from '../bson/document.js';
import { isNumeric, numberOf } from '../bson/numbers.js';

const options = {
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
  context: Context.init({ expression: { ...expressions } as never }),
};

/** Evaluates an expression for a document; `undefined` when it leads to nothing. */
export type Evaluate = (document: Document) => unknown;

/** Compiles an aggregation expression. @throws MongoError InvalidPipelineOperator */
export function compileExpression(expression: unknown): Evaluate {
  return (document) => evalExpr(document, expression, options);
}

/** What MongoDB takes for true: everything but false, null, missing and zero. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumeric(value) || numberOf(value) !== 0;
}
