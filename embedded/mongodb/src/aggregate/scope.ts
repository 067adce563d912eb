import type { Document } from '../bson/document.js';

/** What an expression is evaluated in: the document, and the variables `$$name` may mean. */
export interface Scope {
  readonly root: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A compiled expression; `undefined` is a missing value. */
export type Expression = (scope: Scope) => unknown;

/** Compiles the expressions inside an operator's operand. */
export type CompileExpression = (expression: unknown) => Expression;

/** Compiles an operator from its operand. @throws MongoError when the operand is wrong */
export type ExpressionOperator = (operand: unknown, compile: CompileExpression, name: string) => Expression;

/** The scope of a document, with the variables of a `let`. */
export function scopeOf(document: Document, variables: Readonly<Record<string, unknown>> = {}): Scope {
  return { root: document, variables };
}

/** The same scope with more variables. */
export function withVariables(scope: Scope, variables: Readonly<Record<string, unknown>>): Scope {
  return { root: scope.root, variables: { ...scope.variables, ...variables } };
}
