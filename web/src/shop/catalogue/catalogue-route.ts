import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { flagParam, textParam } from '../../routing/search-params.js';
import { shopRoute } from '../shop-route.js';

/** The catalogue: `?search=` for words of the name, `?inStock=true` for what can be had at once. */
export const catalogueRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/',
  validateSearch: v.object({ search: textParam(), inStock: flagParam() }),
  component: lazyRouteComponent(() => import('./catalogue-page.js'), 'CataloguePage'),
});
