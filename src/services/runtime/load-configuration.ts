import { setTimeout as delay } from 'node:timers/promises';
import { ConfigServerClient } from '../../infrastructure/configuration/config-server-client.js';
import { ConfigurationUnavailableError } from '../../infrastructure/configuration/configuration-unavailable-error.js';
import { LiveConfiguration } from '../../infrastructure/configuration/live-configuration.js';
import { readSettings } from '../../infrastructure/configuration/read-settings.js';
import { ConfigurationSettings } from './configuration-settings.js';

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/** A config server that is just starting is no news. */
const PATIENCE_MS = 5_000;

/**
 * The configuration of a process: its environment and what the config server has for it. Waits for a config server that
 * gives no answer, and says so, unless it shall fail fast.
 *
 * @throws SettingsError
 * @throws ConfigurationUnavailableError when it shall fail fast
 */
export async function loadConfiguration(
  application: string,
  environment: NodeJS.ProcessEnv,
): Promise<LiveConfiguration> {
  const settings = readSettings(ConfigurationSettings, environment);
  if (settings.CONFIG_SERVER_URL === '') {
    return new LiveConfiguration({ environment });
  }
  const client = new ConfigServerClient({
    url: settings.CONFIG_SERVER_URL,
    application,
    profile: settings.CONFIG_PROFILE,
    label: settings.CONFIG_LABEL || undefined,
  });
  const loaded = settings.CONFIG_FAIL_FAST
    ? await client.load()
    : await awaited(client, (error) => console.error(`${application}: waits; ${error.message}`));
  return new LiveConfiguration({ ...loaded, environment, source: client });
}

async function awaited(
  client: ConfigServerClient,
  tell: (error: ConfigurationUnavailableError) => void,
): ReturnType<ConfigServerClient['load']> {
  let told = false;
  let waitedMs = 0;
  for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await client.load();
    } catch (error) {
      if (!(error instanceof ConfigurationUnavailableError)) throw error;
      if (!told && waitedMs >= PATIENCE_MS) {
        tell(error);
        told = true;
      }
      await delay(pauseMs);
      waitedMs += pauseMs;
    }
  }
}
