import { HttpError } from '../http/problems/http-error.js';
import { validated } from '../http/validation/validate.js';
import type { SettingsClass } from './configuration.js';
import { ruleBreaks } from './live-binding.js';
import { type Properties, environmentNameOf } from './properties/properties.js';
import { SettingsError } from './settings-error.js';

/**
 * The settings that a class declares, from environment variables of the same names, else from the properties whose keys
 * stand for these names; empty ones count as missing.
 * @throws SettingsError
 */
export function readSettings<S extends object>(
  settings: SettingsClass<S>,
  environment: NodeJS.ProcessEnv,
  properties: Properties = new Map(),
): S {
  const configured = new Map([...properties].map(([key, value]) => [environmentNameOf(key), value]));
  const given = Object.keys(new settings()).flatMap((name) => {
    const value = environment[name] || configured.get(name);
    return value === undefined || value === '' ? [] : [[name, String(value)] as const];
  });
  try {
    return validated(settings, Object.fromEntries(given));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    throw new SettingsError(ruleBreaks(error.errors ?? [], ''));
  }
}
