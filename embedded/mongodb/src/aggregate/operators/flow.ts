import { isDocument } from '../../bson/document.js';
import { MongoError } from '../../mongo-error.js';
import type { CompileExpression, Expression, ExpressionOperator } from '../scope.js';
import { withVariables } from '../scope.js';
import { isTruthy } from '../truth.js';
import { requireVariableName } from '../variable-name.js';
import { isNil, named } from './operands.js';

const literal: ExpressionOperator = (operand) => () => operand;

const cond: ExpressionOperator = (operand, compile, name) => {
  if (Array.isArray(operand) && operand.length !== 3) {
    throw new MongoError(
      { code: 16020 },
      `Expression $cond takes exactly 3 arguments. ${operand.length} were passed in.`,
    );
  }
  const [test, yes, no] = Array.isArray(operand)
    ? operand.map(compile)
    : namedBranches(operand, compile, name);
  return (scope) => (isTruthy(test!(scope)) ? yes!(scope) : no!(scope));
};

function namedBranches(
  operand: unknown,
  compile: CompileExpression,
  name: string,
): (Expression | undefined)[] {
  const parts = named(operand, compile, name, ['if', 'then', 'else']);
  return [parts.if, parts.then, parts.else];
}

const switchOperator: ExpressionOperator = (operand, compile) => {
  if (!isDocument(operand) || !Array.isArray(operand['branches']) || operand['branches'].length === 0) {
    throw new MongoError({ code: 40068 }, '$switch requires at least one branch');
  }
  const branches = operand['branches'].map((branch: unknown) =>
    named(branch, compile, '$switch', ['case', 'then']),
  );
  const otherwise = 'default' in operand ? compile(operand['default']) : undefined;
  return (scope) => {
    for (const branch of branches) if (isTruthy(branch.case!(scope))) return branch.then!(scope);
    if (otherwise === undefined) {
      throw new MongoError(
        { code: 40066 },
        '$switch could not find a matching branch for an input, and no default was specified',
      );
    }
    return otherwise(scope);
  };
};

const ifNull: ExpressionOperator = (operand, compile) => {
  if (!Array.isArray(operand) || operand.length < 2) {
    throw new MongoError({ code: 1257300 }, '$ifNull needs at least two arguments');
  }
  const options = operand.map(compile);
  return (scope) => {
    let value: unknown;
    for (const option of options) {
      value = option(scope);
      if (!isNil(value)) return value;
    }
    return value;
  };
};

function logical(
  operator: (operands: unknown[], test: (operand: unknown) => boolean) => boolean,
): ExpressionOperator {
  return (operand, compile) => {
    const operands = (Array.isArray(operand) ? operand : [operand]).map(compile);
    return (scope) =>
      operator(operands, (expression) => isTruthy((expression as (typeof operands)[0])(scope)));
  };
}

const not: ExpressionOperator = (operand, compile) => {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length !== 1)
    throw new MongoError(
      { code: 16020 },
      `Expression $not takes exactly 1 arguments. ${list.length} were passed in.`,
    );
  const value = compile(list[0]);
  return (scope) => !isTruthy(value(scope));
};

const letOperator: ExpressionOperator = (operand, compile) => {
  if (!isDocument(operand) || !isDocument(operand['vars']) || !('in' in operand)) {
    throw new MongoError({ code: 16876 }, "$let needs 'vars' and 'in'");
  }
  const variables = Object.entries(operand['vars']).map(([name, expression]) => ({
    name: requireVariableName(name),
    value: compile(expression),
  }));
  const body = compile(operand['in']);
  return (scope) =>
    body(withVariables(scope, Object.fromEntries(variables.map(({ name, value }) => [name, value(scope)]))));
};

/** Operators that do not evaluate all of their operands. */
export const flowOperators: Readonly<Record<string, ExpressionOperator>> = {
  $literal: literal,
  $cond: cond,
  $switch: switchOperator,
  $ifNull: ifNull,
  $and: logical((operands, test) => operands.every(test)),
  $or: logical((operands, test) => operands.some(test)),
  $not: not,
  $let: letOperator,
};
