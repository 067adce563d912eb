import type { ComponentProps, ReactNode } from 'react';
import { RequireSession } from '../../session/require-session.js';
import { NewHere } from './new-here.js';

/** Shows what needs a customer, or asks to sign in or to register, and comes back here. */
export function RequireCustomer(props: Omit<ComponentProps<typeof RequireSession>, 'below'>): ReactNode {
  return <RequireSession {...props} below={<NewHere />} />;
}
