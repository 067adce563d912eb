import { isDocument } from '../../bson/document.js';
import type { Document } from '../../bson/document.js';
import { integerOf } from '../../bson/numbers.js';
import { MongoError } from '../../mongo-error.js';
import { compileFilter } from '../../query/matcher.js';
import { compileSort } from '../../query/sort.js';
import type { StageCompiler } from '../stage.js';

/** `$match` */
export const match: StageCompiler = (operand, { variables }) => {
  if (!isDocument(operand))
    throw new MongoError({ code: 15959 }, 'the match filter must be an expression in an object');
  const matcher = compileFilter(operand, variables);
  return function* (input) {
    for (const document of input) if (matcher.matches(document)) yield document;
  };
};

/** `$sort` */
export const sort: StageCompiler = (operand) => {
  if (!isDocument(operand))
    throw new MongoError({ code: 15973 }, 'the $sort key specification must be an object');
  if (Object.keys(operand).length === 0)
    throw new MongoError({ code: 15976 }, '$sort stage must have at least one sort key');
  const order = compileSort(operand);
  return (input) => {
    const keyed = Array.from(input, (document) => ({ document, key: order.keyOf(document) }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return keyed.map(({ document }) => document);
  };
};

/** `$skip` */
export const skip: StageCompiler = (operand) => {
  const count = requireCount('$skip', operand, 0, 15956);
  return function* (input) {
    let position = 0;
    for (const document of input) {
      if (position >= count) yield document;
      position += 1;
    }
  };
};

/** `$limit` */
export const limit: StageCompiler = (operand) => {
  const count = requireCount('$limit', operand, 1, 15958);
  return function* (input) {
    let position = 0;
    for (const document of input) {
      yield document;
      position += 1;
      if (position >= count) return;
    }
  };
};

/** `$sample`: a random choice. */
export const sample: StageCompiler = (operand) => {
  const count = requireCount('$sample', isDocument(operand) ? operand['size'] : undefined, 0, 28747);
  return (input) => {
    const documents: Document[] = [...input];
    const most = Math.min(count, documents.length);
    for (let i = 0; i < most; i += 1) {
      const other = i + Math.floor(Math.random() * (documents.length - i));
      [documents[i], documents[other]] = [documents[other]!, documents[i]!];
    }
    return documents.slice(0, most);
  };
};

function requireCount(stage: string, operand: unknown, least: number, code: number): number {
  const count = integerOf(operand);
  if (count === undefined)
    throw new MongoError({ code: 5107201 }, `invalid argument to ${stage} stage: Expected an integer`);
  if (count < least)
    throw new MongoError(
      { code },
      `the argument of ${stage} must be ${least === 0 ? 'non-negative' : 'positive'}`,
    );
  return count;
}
