import type { Document } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import type { Positions, Target } from './target.js';
import { targetsOf } from './target.js';
import { parsePath } from './update-path.js';
import type { UpdatePath } from './update-path.js';

const NO_POSITIONS: Positions = {
  matched: () => {
    throw new MongoError('BadValue', 'a path of $rename may not be dynamic');
  },
  filtered: () => false,
};

/** `$rename`: moves a value to another path. @throws MongoError BadValue */
export function renameField(
  from: UpdatePath,
  operand: unknown,
): { readonly to: UpdatePath; apply(document: Document): void } {
  if (typeof operand !== 'string')
    throw new MongoError('BadValue', `The 'to' field for $rename must be a string: ${from.join('.')}`);
  const to = parsePath(operand);
  for (const path of [from, to]) {
    if (path.some((part) => part.startsWith('$'))) {
      throw new MongoError(
        'BadValue',
        `The source and target field for $rename may not be dynamic: ${path.join('.')}`,
      );
    }
  }
  if (from.join('.') === operand) {
    throw new MongoError('BadValue', `The source and target field for $rename must differ: ${operand}`);
  }
  return {
    to,
    apply: (document) => {
      const source = only(document, from, 'source');
      const value = source.get();
      if (value === undefined) return;
      const target = only(document, to, 'destination');
      source.unset();
      target.unset();
      target.set(value);
    },
  };
}

function only(document: Document, path: UpdatePath, role: string): Target {
  const target = targetsOf(document, path, NO_POSITIONS)[0]!;
  if (target.throughArray) {
    throw new MongoError(
      'BadValue',
      `The ${role} field cannot be an array element, '${path.join('.')}' has an array on its way`,
    );
  }
  return target;
}
