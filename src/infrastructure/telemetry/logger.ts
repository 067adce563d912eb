import ecs from '@elastic/ecs-pino-format';
import { pino, type Logger } from 'pino';

export type { Logger };

/** A logger that writes ECS JSON lines to standard output. `level`: a pino level, or `silent`. */
export function createLogger(service: string, instance: string, level: string): Logger {
  return pino(
    { ...ecs.ecsFormat({ serviceName: service, serviceNodeName: instance, apmIntegration: false }), level },
    pino.destination({ dest: 1, sync: false }),
  );
}
