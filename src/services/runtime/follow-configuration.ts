import { ConfigurationFollower } from '../../infrastructure/configuration/configuration-follower.js';
import { ConfigurationRefresher } from '../../infrastructure/configuration/configuration-refresher.js';
import type { LiveConfiguration } from '../../infrastructure/configuration/live-configuration.js';
import type { Logger } from '../../infrastructure/telemetry/logger.js';
import type { Metrics } from '../../infrastructure/telemetry/metrics.js';
import { refreshLog } from '../../infrastructure/telemetry/refresh-log.js';
import type { BackgroundTask } from './background-task.js';

/** What keeps the settings of a process up to date. */
export interface ConfigurationUpdates {
  /** On demand. */
  readonly refresher: ConfigurationRefresher;
  /** Whenever the config server announces a change; none without a config server. */
  readonly tasks: readonly BackgroundTask[];
}

/** Keeps a configuration up to date; logs and counts what changes. */
export function followConfiguration(
  configuration: LiveConfiguration,
  logger: Logger,
  metrics: Metrics,
): ConfigurationUpdates {
  const refresher = new ConfigurationRefresher(configuration, refreshLog(logger, metrics));
  const { source } = configuration;
  return { refresher, tasks: source === undefined ? [] : [new ConfigurationFollower(source, refresher)] };
}
