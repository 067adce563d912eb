import { catalogueRoute } from './catalogue/catalogue-route.js';
import { shopRoute } from './shop-route.js';

/** The pages of the storefront. */
export const shopTree = shopRoute.addChildren([catalogueRoute]);
