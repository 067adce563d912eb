import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Dto } from '../contract/operation.js';
import { validationFailed } from '../problems/http-error.js';
import type { FieldError } from '../problems/problem.js';

const MAX_DEPTH = 16;
const MAX_ERRORS = 50;

/**
 * The plain value as an instance of its DTO class. Unknown properties are refused.
 * @throws HttpError 400 `validation-failed`
 */
export function validated<T>(dto: Dto<T>, plain: unknown): T {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw validationFailed([{ path: '', message: 'must be a JSON object' }]);
  }
  if (deeperThan(plain, MAX_DEPTH)) throw validationFailed([{ path: '', message: 'is nested too deeply' }]);
  const unreadable = unreadableParts(plain, '');
  if (unreadable.length > 0) throw validationFailed(unreadable.slice(0, MAX_ERRORS));
  const instance = plainToInstance(dto, plain);
  const errors = validateSync(instance as object, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  if (errors.length > 0) throw validationFailed(fieldErrors(errors, '').slice(0, MAX_ERRORS));
  return instance;
}

function fieldErrors(errors: readonly ValidationError[], prefix: string): FieldError[] {
  return errors.flatMap((error) => {
    const path = prefix === '' ? error.property : `${prefix}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({
      path,
      message: withoutPropertyName(message, error.property),
    }));
    return [...own, ...fieldErrors(error.children ?? [], path)];
  });
}

/** class-validator's messages begin with the property's name, which `path` tells already. */
function withoutPropertyName(message: string, property: string): string {
  const text = message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
  return text.startsWith(`property ${property} should not exist`) ? 'is not known here' : text;
}

/**
 * What the rules of a class would not see or could not read: properties named like one that every object inherits, which
 * class-transformer passes over in silence, and half surrogate pairs. UTF-8 has none of these, so they would come back from
 * the read models as other characters.
 */
function unreadableParts(value: object, prefix: string): FieldError[] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    if (name in Object.prototype) return [{ path, message: 'is not known here' }];
    if (typeof member === 'string' && /\p{Cs}/u.test(member)) {
      return [{ path, message: 'must be well-formed Unicode' }];
    }
    return typeof member === 'object' && member !== null ? unreadableParts(member, path) : [];
  });
}

function deeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  for (const member of Object.values(value)) if (deeperThan(member, depth - 1)) return true;
  return false;
}
