import { HttpError } from '../http/problems/http-error.js';
import type { FieldError } from '../http/problems/problem.js';
import { validated } from '../http/validation/validate.js';
import type { SettingsClass } from './configuration.js';
import type { LiveSettings } from './live-settings.js';
import { flatten } from './properties/flatten.js';
import { type Properties, type PropertyValue, environmentNameOf } from './properties/properties.js';
import { type PlainTree, treeOf } from './properties/tree-of.js';
import { SettingsError } from './settings-error.js';

/** The settings under one prefix, replaced as a whole when they change. */
export class LiveBinding<Settings extends object> implements LiveSettings<Settings> {
  readonly #listeners = new Set<(settings: Settings) => void>();
  #current: Settings;

  constructor(
    readonly prefix: string,
    readonly settings: SettingsClass<Settings>,
    private readonly environment: NodeJS.ProcessEnv,
    properties: Properties,
  ) {
    this.#current = this.#read(properties);
  }

  get current(): Settings {
    return this.#current;
  }

  onChange(listener: (settings: Settings) => void): () => void {
    const own = (settings: Settings): void => listener(settings);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /**
   * Reads the settings anew, without putting them in force.
   * @returns what puts them in force, and answers what tells the listeners
   * @throws SettingsError when they are not valid
   */
  prepare(properties: Properties): () => () => void {
    const next = this.#read(properties);
    return () => {
      this.#current = next;
      return () => {
        for (const listener of this.#listeners) listener(next);
      };
    };
  }

  #read(properties: Properties): Settings {
    const defaults = new this.settings();
    const given = overridden(under(this.prefix, properties), flatten(defaults), (key) => {
      return this.environment[environmentNameOf(`${this.prefix}.${key}`)] || undefined;
    });
    try {
      return validated(this.settings, shapedLike(defaults, treeOf(given)));
    } catch (error) {
      if (error instanceof SettingsError) throw new SettingsError(`${this.prefix}.${error.message}`);
      if (!(error instanceof HttpError)) throw error;
      throw new SettingsError(ruleBreaks(error.errors ?? [], this.prefix));
    }
  }
}

/** The broken rules on one line. */
export function ruleBreaks(errors: readonly FieldError[], prefix: string): string {
  return errors
    .map(({ path, message }) => `${[prefix, path].filter(Boolean).join('.')} ${message}`)
    .join('; ');
}

/** The properties below a prefix, without it. */
function under(prefix: string, properties: Properties): Map<string, PropertyValue> {
  return new Map(
    [...properties]
      .filter(([key]) => key.startsWith(`${prefix}.`))
      .map(([key, value]) => [key.slice(prefix.length + 1), value]),
  );
}

/** With what the environment says of any key that is given or has a default; a variable for a list replaces it whole. */
function overridden(
  given: Map<string, PropertyValue>,
  defaults: Properties,
  variable: (key: string) => string | undefined,
): Properties {
  const lists = [...given.keys(), ...defaults.keys()].flatMap((key) => /^(.*?)\[\d+\]/.exec(key)?.[1] ?? []);
  for (const key of new Set([...given.keys(), ...defaults.keys(), ...lists])) {
    const value = variable(key);
    if (value === undefined) continue;
    for (const other of given.keys()) if (other.startsWith(`${key}[`)) given.delete(other);
    given.set(key, value);
  }
  return given;
}

/**
 * Variables and .properties files hold nothing but texts: one is a number, a flag or a list, its items between commas,
 * where the default is one. Any other empty text is left out.
 */
function shapedLike(defaults: object, tree: { readonly [name: string]: PlainTree }): object {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, value]): [string, unknown][] => {
      const model: unknown = Object.hasOwn(defaults, name)
        ? (defaults as Record<string, unknown>)[name]
        : undefined;
      if (Array.isArray(model) && typeof value === 'string') return [[name, itemsOf(value)]];
      if (value === '') return [];
      if (typeof value === 'string') return [[name, typedLike(model, value)]];
      const nested = typeof model === 'object' && model !== null && !(model instanceof Map);
      if (nested && typeof value === 'object' && !Array.isArray(value)) {
        return [[name, shapedLike(model, value as { readonly [name: string]: PlainTree })]];
      }
      return [[name, value]];
    }),
  );
}

function typedLike(model: unknown, text: string): PropertyValue {
  if (typeof model === 'number' && /^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  if (typeof model === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function itemsOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
