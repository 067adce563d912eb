import type { Router } from '@tanstack/react-router';
import type { consoleTree } from '../console/console-tree.js';
import type { shopTree } from '../shop/shop-tree.js';
import type { rootRoute } from './root-route.js';

/** Both parts as one tree: what links may lead to. Each part's router has only its own half. */
type WholeTree = ReturnType<typeof rootRoute.addChildren<[typeof shopTree, typeof consoleTree]>>;

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: Router<WholeTree>;
  }
}
