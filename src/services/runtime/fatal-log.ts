import type { Logger } from '../../infrastructure/telemetry/logger.js';
import type { Running } from './run-process.js';

/** Logs an error that ends the process, and has it written before that. */
export function fatalLog(logger: Logger): Running['fatal'] {
  return (message, error) => {
    logger.fatal({ err: error }, message);
    logger.flush();
  };
}
