import { isDocument } from '../../bson/document.js';
import { MongoError } from '../../mongo-error.js';
import type { CompileExpression, Expression, ExpressionOperator } from '../scope.js';

/** Whether a value is null or missing. */
export function isNil(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** An operator of a list of operands, or of a single one; `undefined` for `most` means any number. */
export function ofList(
  least: number,
  most: number | undefined,
  apply: (values: unknown[]) => unknown,
): ExpressionOperator {
  return (operand, compile, name) => {
    const operands = Array.isArray(operand) ? operand : [operand];
    if (operands.length < least || (most !== undefined && operands.length > most)) {
      throw new MongoError(
        { code: 16020 },
        `Expression ${name} takes ${range(least, most)} arguments. ${operands.length} were passed in.`,
      );
    }
    const compiled = operands.map(compile);
    return (scope) => apply(compiled.map((expression) => expression(scope)));
  };
}

function range(least: number, most: number | undefined): string {
  if (most === undefined) return `at least ${least}`;
  return least === most ? `exactly ${least}` : `at least ${least} arguments, and at most ${most}`;
}

/** An operator of exactly one operand. */
export function ofOne(apply: (value: unknown) => unknown): ExpressionOperator {
  return ofList(1, 1, ([value]) => apply(value));
}

/** An operator of one operand that gives null for null and missing. */
export function ofOneOrNull(apply: (value: unknown) => unknown): ExpressionOperator {
  return ofOne((value) => (isNil(value) ? null : apply(value)));
}

/** The named operands of an operator, each compiled; `undefined` for those left out. @throws MongoError */
export function named<Name extends string>(
  operand: unknown,
  compile: CompileExpression,
  operator: string,
  required: readonly Name[],
  optional: readonly Name[] = [],
): Partial<Record<Name, Expression>> {
  if (!isDocument(operand))
    throw new MongoError('FailedToParse', `${operator} only supports an object as its argument`);
  const result: Partial<Record<Name, Expression>> = {};
  for (const name of Object.keys(operand)) {
    if (!required.includes(name as Name) && !optional.includes(name as Name)) {
      throw new MongoError('FailedToParse', `Unrecognized parameter to ${operator}: ${name}`);
    }
    result[name as Name] = compile(operand[name]);
  }
  for (const name of required) {
    if (result[name] === undefined)
      throw new MongoError('FailedToParse', `Missing '${name}' parameter to ${operator}`);
  }
  return result;
}
