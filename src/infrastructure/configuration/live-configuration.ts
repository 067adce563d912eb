import type { Configuration, SettingsClass } from './configuration.js';
import { LiveBinding } from './live-binding.js';
import type { LiveSettings } from './live-settings.js';
import type { LoadedProperties } from './loaded-properties.js';
import { flatten } from './properties/flatten.js';
import { resolvePlaceholders } from './properties/placeholders.js';
import { type Properties, type PropertyValue, environmentNameOf } from './properties/properties.js';
import { readSettings } from './read-settings.js';
import { type SettingInForce, type SettingOrigin, settingInForce } from './setting-in-force.js';

/** What a change of the configuration came to. */
export interface AppliedChange {
  /** The keys that were added, removed or given another value, sorted. */
  readonly changed: readonly string[];
  /** Those of them that a process reads only at its start: the old values hold until it is started again. */
  readonly restartRequired: readonly string[];
}

/** Where the properties come from. */
export interface ConfigurationSource {
  /** Its address, without credentials. */
  readonly address?: string;
  /** @throws ConfigurationUnavailableError when it gives no answer, or none that can be used */
  load(): Promise<LoadedProperties>;
  /**
   * Yields whenever a change is announced, and once at the beginning, until the connection is lost.
   *
   * @returns undefined when this source announces nothing
   * @throws ConfigurationUnavailableError
   */
  changes(signal: AbortSignal): Promise<AsyncIterable<void> | undefined>;
}

/** Settings that were read once, with where each came from. */
interface StartSettings {
  readonly settings: SettingsClass<object>;
  readonly read: object;
  readonly origins: ReadonlyMap<string, SettingOrigin>;
}

const DEFAULT: SettingOrigin = { origin: 'default', source: null };

/** What a process knows when it starts. */
export interface LiveConfigurationOptions {
  readonly properties?: Properties;
  /** Where each of them comes from. */
  readonly origins?: LoadedProperties['origins'];
  /** Environment variables, which win over the properties. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Where `refresh` looks; without one nothing ever changes. */
  readonly source?: ConfigurationSource | undefined;
}

/** The settings of a process: properties and environment bound to classes, and what changes meanwhile. */
export class LiveConfiguration implements Configuration {
  /** Undefined where nothing ever changes. */
  readonly source: ConfigurationSource | undefined;
  readonly #bindings: Pick<LiveBinding<object>, 'prefix' | 'settings' | 'current' | 'prepare'>[] = [];
  /** What was read at the start, and how it stood then: that holds until the end. */
  readonly #startSettings: StartSettings[] = [];
  readonly #environment: NodeJS.ProcessEnv;
  #properties: Properties;
  #origins: LoadedProperties['origins'];
  #lastRefresh: Promise<unknown> = Promise.resolve();

  constructor({
    properties = new Map(),
    origins = new Map(),
    environment = {},
    source,
  }: LiveConfigurationOptions = {}) {
    this.#environment = environment;
    this.source = source;
    this.#properties = this.#resolved(properties);
    this.#origins = origins;
  }

  /**
   * The settings a process keeps from its start to its end: each property of the class by the environment variable of
   * its name, else by the key that stands for that name (`MAIL_FROM`: `mail.from`), else the default.
   *
   * @throws SettingsError
   */
  settings<Settings extends object>(settings: SettingsClass<Settings>): Settings {
    const read = readSettings(settings, this.#environment, this.#properties);
    const origins = new Map(Object.keys(read).map((name) => [name, this.#originOf(name)]));
    this.#startSettings.push({ settings, read, origins });
    return read;
  }

  /** Every setting that this process goes by, with where it comes from; secrets are hidden. */
  get inForce(): readonly SettingInForce[] {
    const atStart = this.#startSettings.flatMap(({ read, origins }) =>
      Object.entries(read).map(([name, value]) =>
        settingInForce({ key: name, live: false, ...(origins.get(name) ?? DEFAULT) }, read, name, value),
      ),
    );
    const live = this.#bindings.flatMap(({ prefix, current }) =>
      [...flatten(current)].flatMap(([name, value]) => {
        const key = `${prefix}.${name}`;
        const origin = this.#originOf(key);
        if (value === '' && origin === DEFAULT) return [];
        return [settingInForce({ key, live: true, ...origin }, current, name, value)];
      }),
    );
    return [...atStart, ...live];
  }

  bind<Settings extends object>(prefix: string, settings: SettingsClass<Settings>): LiveSettings<Settings> {
    const related = this.#bindings.find(
      (bound) => `${bound.prefix}.`.startsWith(`${prefix}.`) || `${prefix}.`.startsWith(`${bound.prefix}.`),
    );
    if (related?.prefix === prefix && related.settings === settings) {
      return related as unknown as LiveSettings<Settings>;
    }
    if (related !== undefined)
      throw new Error(`The settings ${related.prefix} are bound: ${prefix} overlaps`);
    const binding = new LiveBinding(prefix, settings, this.#environment, this.#properties);
    this.#bindings.push(binding);
    return binding;
  }

  /**
   * Takes what the source has now. One at a time: each sees what the one before it put in force.
   *
   * @throws ConfigurationUnavailableError when the source gives no answer
   * @throws SettingsError when what it answers is refused
   */
  refresh(): Promise<AppliedChange> {
    const refresh = this.#lastRefresh.then(async () =>
      this.source === undefined ? { changed: [], restartRequired: [] } : this.#take(await this.source.load()),
    );
    this.#lastRefresh = refresh.catch(() => undefined);
    return refresh;
  }

  /**
   * Puts other properties in force, all of them or, if any setting would be invalid, none.
   * @throws SettingsError when they are refused; everything stays as it was
   */
  apply(properties: Properties): AppliedChange {
    return this.#take({ properties, origins: new Map() });
  }

  #take({ properties, origins }: LoadedProperties): AppliedChange {
    const next = this.#resolved(properties);
    const changed = changedKeys(this.#properties, next);
    if (changed.length === 0) {
      this.#origins = origins;
      return { changed, restartRequired: [] };
    }

    for (const { settings } of this.#startSettings) readSettings(settings, this.#environment, next);
    const affected = this.#bindings.filter(({ prefix }) =>
      changed.some((key) => key.startsWith(`${prefix}.`)),
    );
    const prepared = affected.map((binding) => binding.prepare(next));
    this.#properties = next;
    this.#origins = origins;
    for (const tellListeners of prepared.map((putInForce) => putInForce())) tellListeners();
    return { changed, restartRequired: changed.filter((key) => this.#isReadAtStart(key)) };
  }

  #isReadAtStart(key: string): boolean {
    const name = environmentNameOf(key);
    return !this.#environment[name] && this.#startSettings.some(({ read }) => name in read);
  }

  /** Where the value of a key comes from: its variable, else a property of that name or one that stands for it. */
  #originOf(key: string): SettingOrigin {
    const variable = environmentNameOf(key);
    const ofList = environmentNameOf(key.replace(/\[\d+\].*$/, ''));
    for (const source of [ofList, variable]) {
      if (this.#environment[source]) return { origin: 'environment', source };
    }
    const isMeant = (name: string): boolean => environmentNameOf(name) === variable;
    const found = [...this.#properties.keys()].find((name) => name === key || isMeant(name));
    if (found === undefined) return DEFAULT;
    return { origin: 'config-server', source: this.#origins.get(found) ?? null };
  }

  #resolved(properties: Properties): Properties {
    const valueOf = (key: string): PropertyValue | undefined =>
      (this.#environment[environmentNameOf(key)] || undefined) ?? properties.get(key);
    return new Map(
      [...properties].map(([key, value]) => [
        key,
        typeof value === 'string' ? resolvePlaceholders(value, valueOf) : value,
      ]),
    );
  }
}

function changedKeys(before: Properties, after: Properties): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .sort();
}
