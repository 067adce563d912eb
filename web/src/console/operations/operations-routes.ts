import { configurationRoute } from './configuration/configuration-route.js';
import { deadLetterRoute, deadLettersRoute } from './dead-letters/dead-letters-route.js';
import { instanceRoute } from './instances/instance-route.js';
import { mailboxRoute, mailRoute } from './mailbox/mailbox-route.js';
import { overviewRoute } from './overview/overview-route.js';
import { processesRoute, processRoute } from './processes/processes-route.js';
import { projectionRoute, projectionsRoute } from './projections/projections-route.js';

/** The pages on how the shop runs. */
export const operationsRoutes = [
  overviewRoute,
  instanceRoute,
  projectionsRoute,
  projectionRoute,
  processesRoute,
  processRoute,
  deadLettersRoute,
  deadLetterRoute,
  mailboxRoute,
  mailRoute,
  configurationRoute,
] as const;
