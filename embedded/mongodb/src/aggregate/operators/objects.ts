import type { Document } from '../../bson/document.js';
import { fieldNames, getField, isDocument, setField } from '../../bson/document.js';
import { typeNameOf } from '../../bson/value-type.js';
import { MongoError } from '../../mongo-error.js';
import type { CompileExpression, Expression, ExpressionOperator } from '../scope.js';
import { isNil, named, ofList, ofOneOrNull } from './operands.js';

/** Merges documents; later ones win, null and missing ones count as empty. @throws MongoError Location40400 */
export function mergeObjects(values: readonly unknown[]): Document {
  const merged: Document = {};
  for (const value of values) {
    if (isNil(value)) continue;
    if (!isDocument(value)) {
      throw new MongoError(
        { code: 40400 },
        `$mergeObjects requires object inputs, but input is of type ${typeNameOf(value)}`,
      );
    }
    for (const name of fieldNames(value)) setField(merged, name, value[name]);
  }
  return merged;
}

const merge: ExpressionOperator = ofList(1, undefined, (values) =>
  mergeObjects(values.length === 1 && Array.isArray(values[0]) ? values[0] : values),
);

const objectToArray = ofOneOrNull((value) => {
  if (!isDocument(value))
    throw new MongoError(
      { code: 40390 },
      `$objectToArray requires a document input, found: ${typeNameOf(value)}`,
    );
  return fieldNames(value).map((k) => ({ k, v: value[k] }));
});

const arrayToObject = ofOneOrNull((value) => {
  if (!Array.isArray(value))
    throw new MongoError(
      { code: 40386 },
      `$arrayToObject requires an array input, found: ${typeNameOf(value)}`,
    );
  const document: Document = {};
  for (const entry of value as unknown[]) {
    const pair = pairOf(entry);
    const [name, content] = pair;
    if (pair.length !== 2)
      throw new MongoError(
        { code: Array.isArray(entry) ? 40397 : 40392 },
        '$arrayToObject needs pairs of a name and a value',
      );
    if (typeof name !== 'string' || Array.isArray(entry) !== Array.isArray(value[0]))
      throw new MongoError({ code: 40398 }, '$arrayToObject needs [name, value] pairs or { k, v } documents');
    setField(document, name, content ?? null);
  }
  return document;
});

function pairOf(entry: unknown): readonly unknown[] {
  if (Array.isArray(entry)) return entry;
  return isDocument(entry) && Object.keys(entry).length === 2 && 'v' in entry ? [entry['k'], entry['v']] : [];
}

const getFieldOperator: ExpressionOperator = (operand, compile, name) => {
  const parts = isDocument(operand) && 'field' in operand ? operand : { field: operand, input: '$$CURRENT' };
  const field = constantName(parts['field'], compile, name);
  const input = compile('input' in parts ? parts['input'] : '$$CURRENT');
  return (scope) => {
    const document = input(scope);
    if (isNil(document)) return document;
    return isDocument(document) ? getField(document, field(scope)) : undefined;
  };
};

const setFieldOperator: ExpressionOperator = (operand, compile, name) => {
  const { field, input, value } = named(operand, compile, name, ['field', 'input', 'value']) as Record<
    string,
    Expression
  >;
  return (scope) => withField(name, input!(scope), nameOf(name, field!(scope)), value!(scope));
};

const unsetField: ExpressionOperator = (operand, compile, name) => {
  const { field, input } = named(operand, compile, name, ['field', 'input']) as Record<string, Expression>;
  return (scope) => withField(name, input!(scope), nameOf(name, field!(scope)), undefined);
};

function withField(operator: string, document: unknown, field: string, value: unknown): unknown {
  if (isNil(document)) return null;
  if (!isDocument(document))
    throw new MongoError({ code: 4161105 }, `${operator} requires 'input' to evaluate to type Object`);
  const result = mergeObjects([document]);
  if (value === undefined) delete result[field];
  else setField(result, field, value);
  return result;
}

function constantName(
  expression: unknown,
  compile: CompileExpression,
  operator: string,
): (scope: Parameters<Expression>[0]) => string {
  const compiled = compile(expression);
  return (scope) => nameOf(operator, compiled(scope));
}

function nameOf(operator: string, name: unknown): string {
  if (typeof name !== 'string')
    throw new MongoError({ code: 3041704 }, `${operator} requires 'field' to evaluate to type String`);
  return name;
}

export const objectOperators: Readonly<Record<string, ExpressionOperator>> = {
  $mergeObjects: merge,
  $objectToArray: objectToArray,
  $arrayToObject: arrayToObject,
  $getField: getFieldOperator,
  $setField: setFieldOperator,
  $unsetField: unsetField,
};
