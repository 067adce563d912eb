import { auditingRoutes } from './auditing/auditing-routes.js';
import { consoleRoute } from './console-route.js';
import { homeRoute } from './home/home-route.js';
import { operationsRoutes } from './operations/operations-routes.js';

/** The pages of the operations console. */
export const consoleTree = consoleRoute.addChildren([homeRoute, ...operationsRoutes, ...auditingRoutes]);
