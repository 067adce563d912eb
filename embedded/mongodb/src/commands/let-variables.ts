import { compileExpression } from '../aggregate/expression.js';
import { scopeOf } from '../aggregate/scope.js';
import { requireVariableName } from '../aggregate/variable-name.js';
import type { Document } from '../bson/document.js';

/** The variables of a command: what its `let` defines, and `NOW`. @throws MongoError for a wrong expression */
export function letVariables(definitions: Document | undefined, now: number): Document {
  const variables: Document = { NOW: new Date(now) };
  for (const [name, expression] of Object.entries(definitions ?? {})) {
    variables[requireVariableName(name)] = compileExpression(expression)(scopeOf({}, variables)) ?? null;
  }
  return variables;
}
