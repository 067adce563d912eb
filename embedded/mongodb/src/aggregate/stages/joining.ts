import type { Document } from '../../bson/document.js';
import { fieldNames, getField, isDocument, setField } from '../../bson/document.js';
import { orderKey } from '../../bson/order-key.js';
import { MongoError } from '../../mongo-error.js';
import { arrayPosition, someValue } from '../../query/path.js';
import { isRegex } from '../../query/regex.js';
import { compileExpression } from '../expression.js';
import { scopeOf } from '../scope.js';
import type { PipelineContext, Stage, StageCompiler } from '../stage.js';
import { requireVariableName } from '../variable-name.js';
import { requireOnly } from './require-only.js';

/** `$lookup`: by equality of two fields, by a pipeline with `let`, or both. */
export const lookup: StageCompiler = (operand, context, compilePipeline) => {
  if (!isDocument(operand))
    throw new MongoError('FailedToParse', 'the $lookup specification must be an object');
  requireOnly('$lookup', operand, ['from', 'as', 'localField', 'foreignField', 'let', 'pipeline']);
  const { from, as, localField, foreignField, pipeline } = operand;
  if (typeof as !== 'string') throw new MongoError('FailedToParse', "must specify 'as' field for a $lookup");
  if (typeof from !== 'string')
    throw new MongoError('FailedToParse', "missing 'from' option to $lookup stage specification");
  const byFields = localField !== undefined || foreignField !== undefined;
  if (byFields && (typeof localField !== 'string' || typeof foreignField !== 'string')) {
    throw new MongoError('FailedToParse', "$lookup requires both 'localField' and 'foreignField'");
  }
  if (!byFields && !Array.isArray(pipeline)) {
    throw new MongoError(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField'",
    );
  }
  const bind = bindings(operand['let'], context);
  if (Array.isArray(pipeline))
    compilePipeline(pipeline, { ...context, variables: { ...context.variables, ...bind({}) } });
  return function* (input) {
    const foreign = [...context.collection(from)];
    const find = byFields
      ? equalityJoin(foreign, String(localField), String(foreignField))
      : (): Document[] => foreign;
    for (const document of input) {
      let joined = find(document);
      if (Array.isArray(pipeline)) {
        const variables = { ...context.variables, ...bind(document) };
        joined = [...compilePipeline(pipeline, { ...context, variables })(joined)];
      }
      yield withPath(document, as.split('.'), joined);
    }
  };
};

function bindings(
  definitions: unknown,
  { variables }: PipelineContext,
): (document: Document) => Record<string, unknown> {
  if (definitions === undefined) return () => ({});
  if (!isDocument(definitions)) throw new MongoError('FailedToParse', "'let' of $lookup must be an object");
  const expressions = Object.entries(definitions).map(([name, expression]) => ({
    name: requireVariableName(name),
    value: compileExpression(expression),
  }));
  return (document) => {
    const scope = scopeOf(document, variables);
    return Object.fromEntries(expressions.map(({ name, value }) => [name, value(scope)]));
  };
}

/** A missing field on either side counts as null; an array joins by each of its elements. */
function equalityJoin(
  foreign: readonly Document[],
  localField: string,
  foreignField: string,
): (document: Document) => Document[] {
  const positions = new Map<string, Set<number>>();
  foreign.forEach((document, i) => {
    for (const key of keysAt(document, foreignField.split('.'))) {
      const list = positions.get(key) ?? new Set();
      positions.set(key, list.add(i));
    }
  });
  const path = localField.split('.');
  return (document) => {
    const found = new Set<number>();
    for (const key of localKeys(document, path)) positions.get(key)?.forEach((i) => found.add(i));
    return [...found].sort((a, b) => a - b).map((i) => foreign[i]!);
  };
}

/** A local array joins by its elements only; where there is nothing, or an empty array, by null. */
function localKeys(document: Document, path: readonly string[]): Set<string> {
  const keys = new Set<string>();
  for (const value of valuesAt(document, path)) keys.add(joinKey(value));
  return keys.size === 0 ? keys.add(orderKey(null)) : keys;
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (isDocument(value)) return valuesAt(getField(value, name), rest);
  if (!Array.isArray(value)) return [];
  const position = arrayPosition(name);
  if (position !== undefined) return valuesAt(value[position], rest);
  return value.filter(isDocument).flatMap((element) => valuesAt(element, path));
}

function keysAt(document: Document, path: readonly string[]): Set<string> {
  const keys = new Set<string>();
  someValue(document, path, 'expand', (value) => {
    keys.add(joinKey(value));
    return false;
  });
  return keys;
}

function joinKey(value: unknown): string {
  if (isRegex(value))
    throw new MongoError('CommandNotSupported', '$lookup by a regular expression is not supported');
  return orderKey(value);
}

function withPath(document: Document, path: readonly string[], value: unknown): Document {
  const [name = '', ...rest] = path;
  const result: Document = {};
  for (const field of fieldNames(document)) setField(result, field, document[field]);
  const inner = result[name];
  setField(result, name, rest.length === 0 ? value : withPath(isDocument(inner) ? inner : {}, rest, value));
  return result;
}

/** `$unionWith` */
export const unionWith: StageCompiler = (operand, context, compilePipeline) => {
  const specification = typeof operand === 'string' ? { coll: operand } : operand;
  if (!isDocument(specification))
    throw new MongoError('FailedToParse', 'the $unionWith stage specification must be an object or string');
  requireOnly('$unionWith', specification, ['coll', 'pipeline']);
  const { coll, pipeline = [] } = specification;
  if (typeof coll !== 'string' || !Array.isArray(pipeline))
    throw new MongoError('FailedToParse', "$unionWith needs 'coll'");
  const stage = compilePipeline(pipeline, context);
  return function* (input) {
    yield* input;
    yield* stage(context.collection(coll));
  };
};

/** `$facet`: several pipelines over the same documents. */
export const facet: StageCompiler = (operand, context, compilePipeline) => {
  if (!isDocument(operand) || Object.keys(operand).length === 0) {
    throw new MongoError({ code: 40169 }, 'the $facet specification must be a non-empty object');
  }
  const facets = fieldNames(operand).map((name): { name: string; stage: Stage } => {
    const pipeline = operand[name];
    if (!Array.isArray(pipeline))
      throw new MongoError({ code: 40170 }, `arguments to $facet must be arrays, ${name} is not`);
    for (const stage of pipeline.filter(isDocument)) {
      if ('$facet' in stage)
        throw new MongoError({ code: 40600 }, '$facet is not allowed to be used within a $facet stage');
    }
    return { name, stage: compilePipeline(pipeline, context) };
  });
  return function* (input) {
    const documents = [...input];
    const result: Document = {};
    for (const { name, stage } of facets) setField(result, name, [...stage(documents)]);
    yield result;
  };
};
