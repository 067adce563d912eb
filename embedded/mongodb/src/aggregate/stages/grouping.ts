import { compareValues, sameBracket } from '../../bson/compare.js';
import type { Document } from '../../bson/document.js';
import { fieldNames, isDocument, setField } from '../../bson/document.js';
import { orderKey } from '../../bson/order-key.js';
import { MongoError } from '../../mongo-error.js';
import type { AccumulatorFactory } from '../accumulators.js';
import { compileAccumulator } from '../accumulators.js';
import { compileExpression } from '../expression.js';
import type { Expression } from '../scope.js';
import { scopeOf } from '../scope.js';
import type { PipelineContext, Stage, StageCompiler } from '../stage.js';
import { requireOnly } from './require-only.js';
import { sort } from './selecting.js';

type Output = { readonly name: string; readonly accumulator: AccumulatorFactory };

/** `$group` */
export const group: StageCompiler = (operand, context) => {
  if (!isDocument(operand))
    throw new MongoError({ code: 15947 }, "a group's fields must be specified in an object");
  if (!('_id' in operand)) throw new MongoError({ code: 15955 }, 'a group specification must include an _id');
  return grouping(compileExpression(operand['_id']), outputsOf(operand), context);
};

function outputsOf(specification: Document): Output[] {
  return fieldNames(specification)
    .filter((name) => name !== '_id')
    .map((name) => {
      if (name.includes('.'))
        throw new MongoError({ code: 40235 }, `The field name '${name}' cannot contain '.'`);
      if (name.startsWith('$'))
        throw new MongoError({ code: 40236 }, `The field name '${name}' cannot be an operator name`);
      return { name, accumulator: compileAccumulator(name, specification[name]) };
    });
}

function grouping(id: Expression, outputs: readonly Output[], { variables }: PipelineContext): Stage {
  return function* (input) {
    const groups = new Map<string, { id: unknown; accumulators: ReturnType<AccumulatorFactory>[] }>();
    for (const document of input) {
      const scope = scopeOf(document, variables);
      const value = id(scope) ?? null;
      const key = orderKey(value);
      let entry = groups.get(key);
      if (entry === undefined) {
        entry = { id: value, accumulators: outputs.map(({ accumulator }) => accumulator()) };
        groups.set(key, entry);
      }
      for (const accumulator of entry.accumulators) accumulator.add(scope);
    }
    for (const { id: value, accumulators } of groups.values()) {
      const result: Document = { _id: value };
      outputs.forEach(({ name }, i) => setField(result, name, accumulators[i]!.result()));
      yield result;
    }
  };
}

/** `$count` */
export const count: StageCompiler = (operand) => {
  if (typeof operand !== 'string' || operand === '' || operand.startsWith('$') || operand.includes('.')) {
    throw new MongoError({ code: 40156 }, 'the count field must be a non-empty string without $ and dots');
  }
  return function* (input) {
    let total = 0;
    for (const _ of input) total += 1;
    if (total > 0) yield { [operand]: total };
  };
};

/** `$sortByCount` */
export const sortByCount: StageCompiler = (operand, context, compilePipeline) => {
  const counts = grouping(compileExpression(operand), outputsOf({ count: { $sum: 1 } }), context);
  const byCount = sort({ count: -1 }, context, compilePipeline);
  return (input) => byCount(counts(input));
};

/** `$bucket` */
export const bucket: StageCompiler = (operand, context) => {
  if (!isDocument(operand))
    throw new MongoError({ code: 40201 }, 'Argument to $bucket stage must be an object');
  requireOnly('$bucket', operand, ['groupBy', 'boundaries', 'default', 'output']);
  const { groupBy, boundaries, default: other, output = { count: { $sum: 1 } } } = operand;
  if (!Array.isArray(boundaries) || boundaries.length < 2 || !isAscending(boundaries)) {
    throw new MongoError(
      { code: 40192 },
      "The $bucket 'boundaries' field must be an array of at least two values, in ascending order",
    );
  }
  if ('default' in operand && isWithin(other, boundaries))
    throw new MongoError({ code: 40199 }, "The $bucket 'default' field must be outside of the boundaries");
  if (!isDocument(output))
    throw new MongoError({ code: 40196 }, "The $bucket 'output' field must be an object");
  const value = compileExpression(groupBy);
  const lower: Expression = (scope) => {
    const amount = value(scope);
    const above = boundaries.findIndex((boundary) => compareValues(amount, boundary) < 0);
    if (above > 0) return boundaries[above - 1];
    if (!('default' in operand)) {
      throw new MongoError(
        { code: 40066 },
        '$bucket could not find a matching branch for an input, and no default was specified',
      );
    }
    return other;
  };
  const grouped = grouping(lower, outputsOf(output), context);
  return (input) => [...grouped(input)].sort((a, b) => compareValues(a['_id'], b['_id']));
};

/** In order, and of one type. */
function isAscending(values: readonly unknown[]): boolean {
  return values.every(
    (value, i) => i === 0 || (sameBracket(values[i - 1], value) && compareValues(values[i - 1], value) < 0),
  );
}

function isWithin(value: unknown, boundaries: readonly unknown[]): boolean {
  return compareValues(value, boundaries[0]) >= 0 && compareValues(value, boundaries.at(-1)) < 0;
}
