import { useRouterState } from '@tanstack/react-router';
import { returnPathOf } from './return-path.js';

/** The `to` of links to signing in and registering: leads back to where they are followed. */
export function useReturnPath(): { readonly to: string | undefined } {
  return { to: useRouterState({ select: ({ location }) => returnPathOf(location) }) };
}
