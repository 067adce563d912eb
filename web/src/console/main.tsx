import { rootRoute } from '../routing/root-route.js';
import { startPart } from '../routing/start-part.js';
import { consoleTree } from './console-tree.js';

startPart('console', rootRoute.addChildren([consoleTree]));
