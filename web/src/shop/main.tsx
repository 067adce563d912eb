import { rootRoute } from '../routing/root-route.js';
import { startPart } from '../routing/start-part.js';
import { shopTree } from './shop-tree.js';

startPart('shop', rootRoute.addChildren([shopTree]));
