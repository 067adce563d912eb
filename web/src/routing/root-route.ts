import { createRootRoute } from '@tanstack/react-router';

/** Above both parts of the web. */
export const rootRoute = createRootRoute();
