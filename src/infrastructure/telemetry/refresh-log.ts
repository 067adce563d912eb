import { Counter } from 'prom-client';
import type { RefreshObserver } from '../configuration/configuration-refresher.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';

/** Logs and counts what becomes of changes to the configuration; keys only, for values may be secret. */
export function refreshLog(logger: Logger, metrics: Metrics): RefreshObserver {
  const refreshes = new Counter({
    name: 'configuration_refreshes_total',
    help: 'Refreshes of the configuration by outcome: applied, unchanged, refused, unavailable',
    labelNames: ['outcome'],
    registers: [metrics.registry],
  });
  for (const outcome of ['applied', 'unchanged', 'refused', 'unavailable']) refreshes.inc({ outcome }, 0);
  return {
    applied({ changed, restartRequired }) {
      refreshes.inc({ outcome: changed.length === 0 ? 'unchanged' : 'applied' });
      if (changed.length > 0) logger.info(`Settings have changed: ${changed.join(', ')}`);
      if (restartRequired.length > 0) {
        logger.warn(`Only a restart puts these settings in force: ${restartRequired.join(', ')}`);
      }
    },
    refused({ message }) {
      refreshes.inc({ outcome: 'refused' });
      logger.error(`A change of the settings is refused, all stay as they were: ${message}`);
    },
    unavailable({ message }) {
      refreshes.inc({ outcome: 'unavailable' });
      logger.warn(`The settings stay as they were: ${message}`);
    },
  };
}
