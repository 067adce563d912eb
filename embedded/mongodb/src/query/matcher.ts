import type { Document } from '../bson/document.js';
import { fieldNames, isDocument } from '../bson/document.js';
import { compileExpression, isTruthy } from '../aggregate/expression.js';
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

/** Compiles a query filter. @throws MongoError BadValue for what is wrong, CommandNotSupported for what is not supported */
export function compileFilter(filter: Document, _variables?: Document): Matcher {
  const fields = new Set<string>();
  const predicates = predicatesOf(filter, fields);
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

/** Adds the fields it finds to `fields`; the empty name stands for any field. */
function predicatesOf(filter: Document, fields: Set<string>): Predicate[] {
  return fieldNames(filter).flatMap((key) => {
    const operand = filter[key];
    return key.startsWith('$')
      ? logicalPredicate(key, operand, fields)
      : pathPredicates(key, operand, fields);
  });
}

function pathPredicates(key: string, operand: unknown, fields: Set<string>): Predicate[] {
  const path = key.split('.');
  fields.add(path[0]!);
  return conditionsOf(operand).map(
    (condition): Predicate =>
      (document) =>
        condition((test, leaf) => someValue(document, path, leaf, test)),
  );
}

function logicalPredicate(operator: string, operand: unknown, fields: Set<string>): Predicate[] {
  switch (operator) {
    case '$and':
      return [all(branches(operator, operand, fields))];
    case '$or': {
      const options = branches(operator, operand, fields);
      return [(document) => options.some((option) => option(document))];
    }
    case '$nor': {
      const options = branches(operator, operand, fields);
      return [(document) => !options.some((option) => option(document))];
    }
    case '$expr': {
      const evaluate = compileExpression(operand);
      fields.add('');
      return [(document) => isTruthy(evaluate(document))];
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

function branches(operator: string, operand: unknown, fields: Set<string>): Predicate[] {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', `${operator} must be an array`);
  if (operand.length === 0) throw new MongoError('BadValue', '$and/$or/$nor must be a nonempty array');
  return operand.map((branch: unknown) => {
    if (!isDocument(branch))
      throw new MongoError('BadValue', '$or/$and/$nor entries need to be full objects');
    return all(predicatesOf(branch, fields));
  });
}
