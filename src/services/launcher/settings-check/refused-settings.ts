import { LiveConfiguration } from '../../../infrastructure/configuration/live-configuration.js';
import type { LoadedProperties } from '../../../infrastructure/configuration/loaded-properties.js';
import { readSettings } from '../../../infrastructure/configuration/read-settings.js';
import { SettingsError } from '../../../infrastructure/configuration/settings-error.js';
import { ConfigurationSettings } from '../../runtime/configuration-settings.js';
import { type SettingsReader, settingsReaders } from './settings-readers.js';
import { servedProperties } from './served-properties.js';

/** A process that is to be started. */
export interface PlannedProcess {
  /** `order-service`, of further instances `order-service-2`. */
  readonly name: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Those that take nothing from a config server. */
const BY_ENVIRONMENT_ONLY = new Set(['registry', 'config-server']);

/**
 * Looks whether these processes would start with their settings, by reading them as they will: from their environment, and from the
 * folder that a config server among them serves.
 *
 * @returns the process that would not, and why, on one line; undefined when all would
 */
export async function refusedSettings(processes: readonly PlannedProcess[]): Promise<string | undefined> {
  const server = processes.find(({ name }) => name === 'config-server')?.environment;
  for (const { name, environment } of processes) {
    const application = name.replace(/-\d+$/, '');
    const read = (settingsReaders as Readonly<Record<string, SettingsReader>>)[application];
    if (read === undefined) continue;
    try {
      read(new LiveConfiguration({ ...(await servedTo(application, environment, server)), environment }));
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      return `${name}: ${error.message}`;
    }
  }
  return undefined;
}

async function servedTo(
  application: string,
  environment: NodeJS.ProcessEnv,
  server: NodeJS.ProcessEnv | undefined,
): Promise<LoadedProperties | undefined> {
  if (BY_ENVIRONMENT_ONLY.has(application)) return undefined;
  const wanted = readSettings(ConfigurationSettings, environment);
  return server === undefined ? undefined : servedProperties(server, application, wanted);
}
