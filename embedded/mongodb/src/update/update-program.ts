import type { Document } from '../bson/document.js';
import { fieldNames, isDocument } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import type { Matcher } from '../query/matcher.js';
import { addToSet, pop, pull, pullAll, push } from './array-operators.js';
import type { ArrayFilters } from './array-filters.js';
import { bit, currentDate, inc, max, min, mul, set, setOnInsert, unset } from './field-operators.js';
import type { Change, OperatorCompiler, UpdateContext } from './operator.js';
import { matchedPosition } from './positional.js';
import { renameField } from './rename.js';
import type { Positions } from './target.js';
import { targetsOf } from './target.js';
import { comparePaths, parsePath, requireNoConflicts } from './update-path.js';
import type { UpdatePath } from './update-path.js';

/** A compiled list of update operators. */
export interface UpdateProgram {
  /** Changes `document` in place; `query` is the filter that found it. @throws MongoError when a value does not fit */
  apply(document: Document, query: Matcher, context: UpdateContext): void;
}

const OPERATORS: Readonly<Record<string, OperatorCompiler>> = {
  $set: set,
  $setOnInsert: setOnInsert,
  $unset: unset,
  $inc: inc,
  $mul: mul,
  $min: min,
  $max: max,
  $currentDate: currentDate,
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};

type Step = {
  readonly path: UpdatePath;
  readonly run: (document: Document, positions: Positions, context: UpdateContext) => void;
};

/**
 * Compiles `{ $set: …, $inc: … }`.
 * @throws MongoError FailedToParse, ConflictingUpdateOperators, EmptyFieldName, DollarPrefixedFieldName, TypeMismatch, BadValue
 */
export function compileUpdate(update: Document, filters: ArrayFilters): UpdateProgram {
  const steps: Step[] = [];
  const paths: UpdatePath[] = [];
  for (const operator of fieldNames(update)) {
    const operands = update[operator];
    if (operator !== '$rename' && !Object.hasOwn(OPERATORS, operator)) {
      throw new MongoError(
        'FailedToParse',
        operator.startsWith('$')
          ? `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`
          : `the update operation document must contain atomic operators: ${operator}`,
      );
    }
    if (!isDocument(operands)) {
      throw new MongoError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${Array.isArray(operands) ? 'array' : typeof operands} instead. For example: {$mod: {<field>: ...}} not {${operator}: …}`,
      );
    }
    for (const field of fieldNames(operands)) {
      const path = parsePath(field);
      paths.push(path);
      if (operator === '$rename') {
        const rename = renameField(path, operands[field]);
        paths.push(rename.to);
        steps.push({ path: rename.to, run: (document) => rename.apply(document) });
      } else steps.push(valueStep(path, OPERATORS[operator]!(operands[field], field)));
    }
  }
  requireNoConflicts(paths);
  requireFiltersUsed(paths, filters);
  steps.sort((a, b) => comparePaths(a.path, b.path));
  return {
    apply: (document, query, context) => {
      const positions: Positions = {
        matched: (path) => matchedPosition(document, query, path),
        filtered: (identifier, element) =>
          identifier === '' || filters.get(identifier)!.matches({ [identifier]: element }),
      };
      for (const step of steps) step.run(document, positions, context);
    },
  };
}

function valueStep(path: UpdatePath, change: Change): Step {
  return {
    path,
    run: (document, positions, context) => {
      for (const target of targetsOf(document, path, positions)) change(target, context);
    },
  };
}

function requireFiltersUsed(paths: readonly UpdatePath[], filters: ArrayFilters): void {
  const used = new Set<string>();
  for (const path of paths) {
    for (const part of path) {
      const identifier = /^\$\[(.+)\]$/.exec(part)?.[1];
      if (identifier === undefined) continue;
      if (!filters.has(identifier)) {
        throw new MongoError(
          'BadValue',
          `No array filter found for identifier '${identifier}' in path '${path.join('.')}'`,
        );
      }
      used.add(identifier);
    }
  }
  for (const identifier of filters.keys()) {
    if (!used.has(identifier)) {
      throw new MongoError(
        'FailedToParse',
        `The array filter for identifier '${identifier}' was not used in the update`,
      );
    }
  }
}
