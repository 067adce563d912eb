import { compareValues } from '../../bson/compare.js';
import type { ExpressionOperator } from '../scope.js';
import { ofList } from './operands.js';

function comparing(judge: (order: number) => unknown): ExpressionOperator {
  return ofList(2, 2, ([a, b]) => judge(compare(a, b)));
}

/** Unlike in queries any two types compare, and a missing value is less than null (but not than MinKey). */
function compare(a: unknown, b: unknown): number {
  if (a === undefined && b === undefined) return 0;
  if (a === undefined && b === null) return -1;
  if (a === null && b === undefined) return 1;
  return compareValues(a, b);
}

export const comparisonOperators: Readonly<Record<string, ExpressionOperator>> = {
  $eq: comparing((result) => result === 0),
  $ne: comparing((result) => result !== 0),
  $gt: comparing((result) => result > 0),
  $gte: comparing((result) => result >= 0),
  $lt: comparing((result) => result < 0),
  $lte: comparing((result) => result <= 0),
  $cmp: comparing(Math.sign),
};
