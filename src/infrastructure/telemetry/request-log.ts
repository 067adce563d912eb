import type { ServerHooks } from '../http/server/server-hooks.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';

/** Measures every request, writes it at level debug, and writes what nobody foresaw at level error. */
export function requestLog(logger: Logger, metrics: Metrics): ServerHooks {
  return {
    served(request) {
      metrics.served(request);
      if (!logger.isLevelEnabled('debug')) return;
      const { method, path, status, seconds, traceId, requestId } = request;
      logger.debug({ traceId, requestId, milliseconds: seconds * 1000 }, `${method} ${path} ${status}`);
    },
    unexpected(error, { method, path, traceId }) {
      logger.error({ err: error, traceId }, `${method} ${path} failed`);
    },
  };
}
