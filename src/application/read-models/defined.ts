import type { Where } from './document-query.js';

/** The conditions that were asked for: those that are not undefined. */
export function defined(where: Readonly<Record<string, Where[string] | undefined>>): Where {
  return Object.fromEntries(
    Object.entries(where).filter((entry): entry is [string, Where[string]] => entry[1] !== undefined),
  );
}
