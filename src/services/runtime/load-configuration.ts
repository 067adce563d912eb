import { LiveConfiguration } from '../../infrastructure/configuration/live-configuration.js';

/** The configuration of a process: its environment. */
export async function loadConfiguration(
  _name: string,
  environment: NodeJS.ProcessEnv,
): Promise<LiveConfiguration> {
  return new LiveConfiguration({ environment });
}
