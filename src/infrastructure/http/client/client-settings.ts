import type { Configuration, SettingsClass } from '../../configuration/configuration.js';
import type { LiveSettings } from '../../configuration/live-settings.js';
import {
  RESILIENCE_DEFAULTS,
  ResilienceOverrides,
  type ResilienceSettings,
  withOverrides,
} from '../../resilience/resilience-settings.js';
import { IsA, MayBeAbsent } from '../validation/rules.js';
import { CombinedSettings } from '../../configuration/combined-settings.js';

const ALL_CLIENTS = 'resilience.default';

/** What is said of all methods of a client, and under the name of a method of that one. */
type ClientOverrides = ResilienceOverrides & Readonly<Record<string, unknown>>;

/**
 * The settings of a client's methods, each with `resilience.<client>.<method>.…` over `resilience.<client>.…` over
 * `resilience.default.…` over what the client itself thinks is right.
 * @returns the settings in force for one of the methods
 * @throws SettingsError when what is configured is not valid
 */
export function clientSettings(
  configuration: Configuration,
  client: string,
  methods: readonly string[],
  defaults?: ResilienceOverrides,
): (method: string) => LiveSettings<ResilienceSettings> {
  const ofAll = configuration.bind(ALL_CLIENTS, ResilienceOverrides);
  const own = configuration.bind(`resilience.${client}`, clientOverrides(methods));
  return (method) =>
    new CombinedSettings([ofAll, own], () =>
      withOverrides(
        RESILIENCE_DEFAULTS,
        defaults,
        ofAll.current,
        own.current,
        own.current[method] as ResilienceOverrides | undefined,
      ),
    );
}

/** The class of a client's settings, so that a method it does not have is refused like any other unknown key. */
function clientOverrides(methods: readonly string[]): SettingsClass<ClientOverrides> {
  class OverridesOfClient extends ResilienceOverrides {}
  for (const method of methods) {
    MayBeAbsent()(OverridesOfClient.prototype, method);
    IsA(() => ResilienceOverrides)(OverridesOfClient.prototype, method);
  }
  return OverridesOfClient as SettingsClass<ClientOverrides>;
}
