import { compareValues } from '../../bson/compare.js';
import type { ExpressionOperator } from '../scope.js';
import { average, standardDeviation, sum } from '../statistics.js';
import { isNil } from './operands.js';

/** An accumulator's name used as an expression: over its operands, or over the one array it is given. */
function over(summarize: (values: unknown[]) => unknown): ExpressionOperator {
  return (operand, compile) => {
    if (Array.isArray(operand) && operand.length !== 1) {
      const operands = operand.map(compile);
      return (scope) => summarize(operands.map((expression) => expression(scope)));
    }
    const only = compile(Array.isArray(operand) ? operand[0] : operand);
    return (scope) => {
      const value = only(scope);
      return summarize(Array.isArray(value) ? value : [value]);
    };
  };
}

function extreme(values: unknown[], direction: 1 | -1): unknown {
  const present = values.filter((value) => !isNil(value));
  if (present.length === 0) return null;
  return present.reduce((best, value) => (direction * compareValues(value, best) < 0 ? value : best));
}

export const summaryOperators: Readonly<Record<string, ExpressionOperator>> = {
  $sum: over(sum),
  $avg: over(average),
  $min: over((values) => extreme(values, 1)),
  $max: over((values) => extreme(values, -1)),
  $stdDevPop: over((values) => standardDeviation(values, false)),
  $stdDevSamp: over((values) => standardDeviation(values, true)),
};
