import { HttpError } from '../../infrastructure/http/problems/http-error.js';
import { validated } from '../../infrastructure/http/validation/validate.js';

/** The environment does not hold what a process needs; the message is one line for whoever starts it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * The settings that `settings` declares, from environment variables of the same names; empty ones count as missing.
 * @throws SettingsError
 */
export function readSettings<S extends object>(settings: new () => S, environment: NodeJS.ProcessEnv): S {
  const given = Object.keys(new settings()).flatMap((name) => {
    const value = environment[name];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  try {
    return validated(settings, Object.fromEntries(given));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    throw new SettingsError((error.errors ?? []).map(({ path, message }) => `${path} ${message}`).join('; '));
  }
}
