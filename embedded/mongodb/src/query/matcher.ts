import type { Document } from '../bson/document.js';
import { fieldNames, isDocument } from '../bson/document.js';
import { compileExpression } from '../aggregate/expression.js';
import { scopeOf } from '../aggregate/scope.js';
import { isTruthy } from '../aggregate/truth.js';
import { MongoError } from '../mongo-error.js';
import { conditionsOf } from './operators.js';
import { someValue } from './path.js';

/** A compiled filter. */
export interface Matcher {
  /** The filter as given. */
  readonly filter: Document;
  /** The top-level fields it looks at; `undefined` when it may look at any. */
  readonly fields: ReadonlySet<string> | undefined;
  matches(document: Document): boolean;
}

type Predicate = (document: Document) => boolean;

const REFUSED = new Set(['$text', '$where', '$jsonSchema']);

/** Compiles a query filter; `variables` are those of `let`, for `$expr`. @throws MongoError BadValue for what is wrong, CommandNotSupported for what is not supported */
export function compileFilter(filter: Document, variables: Document = {}): Matcher {
  const fields = new Set<string>();
  const predicates = predicatesOf(filter, { fields, variables });
  return {
    filter,
    fields: fields.has('') ? undefined : fields,
    matches: all(predicates),
  };
}

function all(predicates: readonly Predicate[]): Predicate {
  if (predicates.length === 1) return predicates[0]!;
  return (document) => {
    for (const predicate of predicates) if (!predicate(document)) return false;
    return true;
  };
}

interface FilterContext {
  /** The fields found so far; the empty name stands for any field. */
  readonly fields: Set<string>;
  readonly variables: Document;
}

function predicatesOf(filter: Document, context: FilterContext): Predicate[] {
  return fieldNames(filter).flatMap((key) => {
    const operand = filter[key];
    return key.startsWith('$')
      ? logicalPredicate(key, operand, context)
      : pathPredicates(key, operand, context);
  });
}

function pathPredicates(key: string, operand: unknown, context: FilterContext): Predicate[] {
  const path = key.split('.');
  context.fields.add(path[0]!);
  return conditionsOf(operand, compileFilter).map(
    (condition): Predicate =>
      (document) =>
        condition((test, leaf) => someValue(document, path, leaf, test)),
  );
}

function logicalPredicate(operator: string, operand: unknown, context: FilterContext): Predicate[] {
  switch (operator) {
    case '$and':
      return [all(branches(operator, operand, context))];
    case '$or': {
      const options = branches(operator, operand, context);
      return [(document) => options.some((option) => option(document))];
    }
    case '$nor': {
      const options = branches(operator, operand, context);
      return [(document) => !options.some((option) => option(document))];
    }
    case '$expr': {
      const evaluate = compileExpression(operand);
      context.fields.add('');
      return [(document) => isTruthy(evaluate(scopeOf(document, context.variables)))];
    }
    case '$comment':
      return [];
    default:
      if (REFUSED.has(operator)) throw new MongoError('CommandNotSupported', `${operator} is not supported`);
      throw new MongoError(
        'BadValue',
        `unknown top level operator: ${operator}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function branches(operator: string, operand: unknown, context: FilterContext): Predicate[] {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', `${operator} must be an array`);
  if (operand.length === 0) throw new MongoError('BadValue', '$and/$or/$nor must be a nonempty array');
  return operand.map((branch: unknown) => {
    if (!isDocument(branch))
      throw new MongoError('BadValue', '$or/$and/$nor entries need to be full objects');
    return all(predicatesOf(branch, context));
  });
}
