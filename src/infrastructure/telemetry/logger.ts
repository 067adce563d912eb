import ecs from '@elastic/ecs-pino-format';
import { pino, type Logger } from 'pino';
import type { LiveSettings } from '../configuration/live-settings.js';
import type { LogSettings } from './log-settings.js';

export type { Logger };

/** A logger that writes ECS JSON lines to standard output, at the level that is set at the moment. */
export function createLogger(service: string, instance: string, settings: LiveSettings<LogSettings>): Logger {
  const { level } = settings.current;
  const logger = pino(
    { ...ecs.ecsFormat({ serviceName: service, serviceNodeName: instance, apmIntegration: false }), level },
    pino.destination({ dest: 1, sync: false }),
  );
  settings.onChange((changed) => {
    logger.level = changed.level;
  });
  return logger;
}
