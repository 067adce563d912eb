import type { Document } from '../bson/document.js';
import { fieldNames, getField, isDocument, setField } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import { arithmeticOperators } from './operators/arithmetic.js';
import { arrayOperators } from './operators/arrays.js';
import { comparisonOperators } from './operators/comparison.js';
import { bitOperators } from './operators/bits.js';
import { dateArithmeticOperators } from './operators/date-arithmetic.js';
import { datePartOperators } from './operators/date-parts.js';
import { dateTextOperators } from './operators/date-text.js';
import { flowOperators } from './operators/flow.js';
import { functionOperators } from './operators/functions.js';
import { objectOperators } from './operators/objects.js';
import { patternOperators } from './operators/patterns.js';
import { sequenceOperators } from './operators/sequences.js';
import { setOperators } from './operators/sets.js';
import { stringOperators } from './operators/strings.js';
import { summaryOperators } from './operators/summaries.js';
import { typeOperators } from './operators/types.js';
import type { Expression, ExpressionOperator, Scope } from './scope.js';

const OPERATORS: ReadonlyMap<string, ExpressionOperator> = new Map(
  Object.entries({
    ...arithmeticOperators,
    ...arrayOperators,
    ...bitOperators,
    ...comparisonOperators,
    ...dateArithmeticOperators,
    ...datePartOperators,
    ...dateTextOperators,
    ...flowOperators,
    ...functionOperators,
    ...objectOperators,
    ...patternOperators,
    ...sequenceOperators,
    ...setOperators,
    ...stringOperators,
    ...summaryOperators,
    ...typeOperators,
  }),
);

const UNSUPPORTED = new Set([
  '$function',
  '$accumulator',
  '$meta',
  '$rand',
  '$sampleRate',
  '$toHashedIndexKey',
  '$median',
  '$percentile',
  '$bsonSize',
  '$tsSecond',
  '$tsIncrement',
]);

/** Compiles an aggregation expression. @throws MongoError InvalidPipelineOperator and those of its operators */
export function compileExpression(expression: unknown): Expression {
  if (typeof expression === 'string' && expression.startsWith('$')) return fieldPath(expression);
  if (Array.isArray(expression)) {
    const items = expression.map(compileExpression);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  const names = fieldNames(expression);
  const operator = names.find((name) => name.startsWith('$'));
  if (operator === undefined) return objectExpression(expression, names);
  if (names.length > 1) {
    throw new MongoError(
      { code: 15983 },
      `an expression specification must contain exactly one field, the name of the expression. Found ${names.length} fields: ${names.join(', ')}`,
    );
  }
  const compileOperator = OPERATORS.get(operator);
  if (compileOperator !== undefined)
    return compileOperator(expression[operator], compileExpression, operator);
  if (UNSUPPORTED.has(operator))
    throw new MongoError('CommandNotSupported', `the expression ${operator} is not supported`);
  throw new MongoError('InvalidPipelineOperator', `Unrecognized expression '${operator}'`);
}

function objectExpression(expression: Document, names: readonly string[]): Expression {
  const fields = names.map((name) => {
    if (name.includes('.'))
      throw new MongoError({ code: 16405 }, 'dotted field names are only allowed at the top level');
    return { name, value: compileExpression(expression[name]) };
  });
  return (scope) => {
    const document: Document = {};
    for (const { name, value } of fields) {
      const result = value(scope);
      if (result !== undefined) setField(document, name, result);
    }
    return document;
  };
}

const SYSTEM_VARIABLES: Readonly<Record<string, (scope: Scope) => unknown>> = {
  ROOT: ({ root }) => root,
  CURRENT: ({ root }) => root,
  REMOVE: () => undefined,
};

function fieldPath(text: string): Expression {
  if (!text.startsWith('$$')) {
    const path = requirePath(text.slice(1));
    return ({ root }) => resolvePath(root, path, 0);
  }
  const [name = '', ...path] = text.slice(2).split('.');
  requireNoDollars(path);
  const system = Object.hasOwn(SYSTEM_VARIABLES, name) ? SYSTEM_VARIABLES[name] : undefined;
  if (system !== undefined) return (scope) => resolvePath(system(scope), path, 0);
  if (name === 'CLUSTER_TIME' || name === 'USER_ROLES') {
    throw new MongoError('CommandNotSupported', `the variable $$${name} is not supported`);
  }
  return ({ variables }) => {
    if (!Object.hasOwn(variables, name))
      throw new MongoError({ code: 17276 }, `Use of undefined variable: ${name}`);
    return resolvePath(variables[name], path, 0);
  };
}

function requirePath(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes('')) {
    throw new MongoError(
      { code: path === '' ? 16872 : 40353 },
      `'$${path}' by itself is not a valid FieldPath`,
    );
  }
  requireNoDollars(parts);
  return parts;
}

function requireNoDollars(parts: readonly string[]): void {
  if (parts.some((part) => part.startsWith('$')))
    throw new MongoError({ code: 16410 }, `FieldPath field names may not start with '$': ${parts.join('.')}`);
}

/** Follows a path; an array on the way gives the array of what its documents have there. */
function resolvePath(value: unknown, path: readonly string[], at: number): unknown {
  let current = value;
  for (let i = at; i < path.length; i += 1) {
    if (Array.isArray(current)) {
      return current.map((item) => resolvePath(item, path, i)).filter((item) => item !== undefined);
    }
    if (!isDocument(current)) return undefined;
    current = getField(current, path[i]!);
  }
  return current;
}
