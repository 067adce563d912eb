import type { Document } from '../../bson/document.js';
import { fieldNames, getField, isDocument, setField } from '../../bson/document.js';
import { typeNameOf } from '../../bson/value-type.js';
import { MongoError } from '../../mongo-error.js';
import { compileProjection } from '../../query/projection.js';
import { compileExpression } from '../expression.js';
import type { Expression } from '../scope.js';
import { scopeOf } from '../scope.js';
import type { StageCompiler } from '../stage.js';
import { requireOnly } from './require-only.js';

/** `$project` */
export const project: StageCompiler = (operand, { variables }) => {
  if (!isDocument(operand)) throw new MongoError({ code: 15969 }, '$project specification must be an object');
  const projection = compileProjection(operand, { variables });
  if (projection === undefined)
    throw new MongoError({ code: 51272 }, 'projection specification must have at least one field');
  return mapped(projection);
};

/** `$unset` */
export const unset: StageCompiler = (operand, context, compilePipeline) => {
  const paths = Array.isArray(operand) ? operand : [operand];
  if (paths.length === 0 || paths.some((path) => typeof path !== 'string')) {
    throw new MongoError({ code: 31002 }, '$unset specification must be a string or an array of strings');
  }
  return project(Object.fromEntries(paths.map((path: string) => [path, 0])), context, compilePipeline);
};

/** `$addFields` and `$set` */
export const addFields: StageCompiler = (operand, { variables }) => {
  if (!isDocument(operand))
    throw new MongoError({ code: 40272 }, '$addFields specification stage must be an object');
  if (Object.keys(operand).length === 0)
    throw new MongoError({ code: 40177 }, '$addFields specification must have at least one field');
  const additions: Addition[] = [];
  for (const path of fieldNames(operand)) collectAdditions(path, operand[path], additions);
  return mapped((document) => {
    const scope = scopeOf(document, variables);
    const values = additions.map(({ value }) => value(scope));
    return additions.reduce(
      (result, { path }, i) => withValue(result, path, 0, values[i]) as Document,
      document,
    );
  });
};

interface Addition {
  readonly path: readonly string[];
  readonly value: Expression;
}

function leadsInto(path: readonly string[], longer: readonly string[]): boolean {
  return path.every((part, i) => part === longer[i]);
}

/** A document without operators adds to what is there, field by field. */
function collectAdditions(path: string, operand: unknown, additions: Addition[]): void {
  const parts = path.split('.');
  if (parts.includes(''))
    throw new MongoError({ code: 40353 }, `FieldPath must not hold an empty name: '${path}'`);
  if (parts.some((part) => part.startsWith('$')))
    throw new MongoError({ code: 16410 }, `FieldPath field names may not start with '$'`);
  const names = isDocument(operand) ? fieldNames(operand) : [];
  if (isDocument(operand) && names.length === 0)
    throw new MongoError({ code: 40180 }, `an empty object is not a valid value: ${path}`);
  if (names.length === 0 || names.some((name) => name.startsWith('$'))) {
    if (additions.some((other) => leadsInto(other.path, parts) || leadsInto(parts, other.path)))
      throw new MongoError(
        { code: 40176 },
        `Invalid $addFields :: specification contains two conflicting paths: ${path}`,
      );
    additions.push({ path: parts, value: compileExpression(operand) });
  } else
    for (const name of names) collectAdditions(`${path}.${name}`, (operand as Document)[name], additions);
}

/** Copies along the path only, making its documents; inside an array every element gets the value; missing removes. */
function withValue(target: unknown, path: readonly string[], at: number, value: unknown): unknown {
  if (Array.isArray(target)) return target.map((item) => withValue(item, path, at, value));
  const result: Document = {};
  if (isDocument(target)) for (const name of fieldNames(target)) setField(result, name, target[name]);
  const name = path[at]!;
  if (at < path.length - 1) setField(result, name, withValue(getField(result, name), path, at + 1, value));
  else if (value === undefined) delete result[name];
  else setField(result, name, value);
  return result;
}

/** `$replaceRoot` */
export const replaceRoot: StageCompiler = (operand, context, compilePipeline) => {
  if (!isDocument(operand) || !('newRoot' in operand))
    throw new MongoError({ code: 40231 }, 'no newRoot specified for the $replaceRoot stage');
  return replaceWith(operand['newRoot'], context, compilePipeline);
};

/** `$replaceWith` */
export const replaceWith: StageCompiler = (operand, { variables }) => {
  const expression = compileExpression(operand);
  return mapped((document) => {
    const root = expression(scopeOf(document, variables));
    if (!isDocument(root)) {
      throw new MongoError(
        { code: 40228 },
        `'newRoot' expression must evaluate to an object, but resulting value was of type ${typeNameOf(root)}`,
      );
    }
    return root;
  });
};

/** `$unwind` */
export const unwind: StageCompiler = (operand) => {
  const {
    path,
    preserveNullAndEmptyArrays = false,
    includeArrayIndex,
  } = isDocument(operand) ? operand : { path: operand };
  if (isDocument(operand))
    requireOnly('$unwind', operand, ['path', 'preserveNullAndEmptyArrays', 'includeArrayIndex']);
  if (typeof path !== 'string' || !path.startsWith('$') || path.length < 2) {
    throw new MongoError(
      { code: 28818 },
      `path option to $unwind stage should be prefixed with a '$': ${String(path)}`,
    );
  }
  if (typeof preserveNullAndEmptyArrays !== 'boolean')
    throw new MongoError({ code: 28809 }, 'preserveNullAndEmptyArrays must be a bool');
  if (
    includeArrayIndex !== undefined &&
    (typeof includeArrayIndex !== 'string' || includeArrayIndex === '' || includeArrayIndex.startsWith('$'))
  ) {
    throw new MongoError({ code: 28810 }, 'includeArrayIndex must be the name of a field');
  }
  const parts = path.slice(1).split('.');
  const indexPath = includeArrayIndex?.split('.');
  const indexed = (document: Document, index: bigint | null): Document =>
    indexPath === undefined ? document : (withValue(document, indexPath, 0, index) as Document);
  return function* (input) {
    for (const document of input) {
      const value = plainValue(document, parts);
      if (Array.isArray(value) && value.length > 0) {
        for (const [i, item] of value.entries())
          yield indexed(withValue(document, parts, 0, item) as Document, BigInt(i));
      } else if (Array.isArray(value)) {
        if (preserveNullAndEmptyArrays)
          yield indexed(withValue(document, parts, 0, undefined) as Document, null);
      } else if (value !== undefined && value !== null) yield indexed(document, null);
      else if (preserveNullAndEmptyArrays) yield indexed(document, null);
    }
  };
};

/** Follows documents only, not arrays. */
function plainValue(document: Document, path: readonly string[]): unknown {
  let value: unknown = document;
  for (const part of path) value = isDocument(value) ? getField(value, part) : undefined;
  return value;
}

function mapped(change: (document: Document) => Document): (input: Iterable<Document>) => Iterable<Document> {
  return function* (input) {
    for (const document of input) yield change(document);
  };
}
