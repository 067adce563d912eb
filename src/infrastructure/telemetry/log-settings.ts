import { IsIn } from 'class-validator';
import type { Configuration } from '../configuration/configuration.js';
import type { LiveSettings } from '../configuration/live-settings.js';

/** Settings under `log`. */
export class LogSettings {
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']) level = 'info';
}

/**
 * What a process logs by.
 * @throws SettingsError when what is configured is not valid
 */
export function logSettings(configuration: Configuration): LiveSettings<LogSettings> {
  return configuration.bind('log', LogSettings);
}
