import type { ProcessorObserver } from '../../application/event-processor/processor-notice.js';
import type { Logger } from './logger.js';

/** Writes what event processors tell: retries as warnings, parked keys as errors, handled batches not at all. */
export function processorLog(logger: Logger): ProcessorObserver {
  return (notice) => {
    const { handler } = notice;
    switch (notice.kind) {
      case 'retrying':
        logger.warn(
          { err: notice.error, handler, attempt: notice.attempt },
          `${handler} tries again in ${notice.delayMs} ms`,
        );
        break;
      case 'parked':
        logger.error({ err: notice.error, handler, key: notice.key }, `${handler} has parked ${notice.key}`);
        break;
      case 'still-parked':
        logger.error(
          { err: notice.error, handler, key: notice.key },
          `${handler} keeps ${notice.key} parked`,
        );
        break;
      case 'released':
        logger.info({ handler, key: notice.key }, `${handler} has released ${notice.key}`);
        break;
      case 'lease-lost':
        logger.warn({ handler }, `${handler} has lost its lease`);
        break;
      case 'lease-taken':
      case 'caught-up':
      case 'handled':
        logger.debug({ handler }, `${handler} ${notice.kind}`);
    }
  };
}
