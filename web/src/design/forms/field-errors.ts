import type { ApiError } from '../../api/api-error.js';

/** What an error says about the value at `path`, for example `price.amount`; undefined when it says nothing. */
export function fieldError(error: ApiError | null | undefined, path: string): string | undefined {
  const messages = error?.errors.filter((one) => one.path === path).map(({ message }) => message) ?? [];
  return messages.length === 0 ? undefined : messages.join('; ');
}

/** The error, unless fields show all that it says. */
export function errorsOutside(error: ApiError, fields: readonly string[]): ApiError | undefined {
  const isShown = error.errors.length > 0 && error.errors.every(({ path }) => fields.includes(path));
  return isShown ? undefined : error;
}
