import type { Environment } from './environment.js';
import { OperatorError } from './operator/operator-error.js';

const greatestPort = 27_017;
const greatestOffset = 65_535 - greatestPort;

/** What is added to the default ports of the shop that `npm start` runs here: as given, else by the environment. @throws OperatorError */
export function portOffset(given: string | undefined, environment: Environment): number {
  const offset = given ?? (environment['WEBSTORE_PORT_OFFSET'] || '0');
  if (/^\d{1,5}$/.test(offset) && Number(offset) <= greatestOffset) return Number(offset);
  throw new OperatorError(
    `the port offset must be a whole number up to ${greatestOffset}, not '${offset}'`,
    2,
  );
}
