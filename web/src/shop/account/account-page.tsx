import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../data/use-api-query.js';
import { Button } from '../../design/actions/button.js';
import { Loaded } from '../../design/feedback/loaded.js';
import { useToast } from '../../design/feedback/toasts.js';
import { Page } from '../../design/layout/page.js';
import { Panel } from '../../design/layout/panel.js';
import { useSession } from '../../session/session-context.js';
import styles from './account.module.css';
import { AddressForm } from './address-form.js';
import { DetailsForm } from './details-form.js';
import { RequireCustomer } from './require-customer.js';

/** What the shop knows of a customer, and the way out. */
export function AccountPage(): ReactNode {
  return (
    <RequireCustomer why="Sign in to see your account.">
      {({ customerId }) => <Account customerId={customerId} />}
    </RequireCustomer>
  );
}

function Account({ customerId }: { readonly customerId: string }): ReactNode {
  const customer = useApiQuery('getCustomer', { params: { customerId } });
  return (
    <Page title="Account" lead="Who you are, and where your parcels go." actions={<SignOut />}>
      <Loaded query={customer} what="Loading your account …">
        {(known) => (
          <div className={styles.panels}>
            <Panel title="You">
              <DetailsForm customer={known} />
            </Panel>
            <Panel title="Address">
              <AddressForm customer={known} />
            </Panel>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function SignOut(): ReactNode {
  const { signOut } = useSession();
  const navigate = useNavigate();
  const toast = useToast();
  const leave = async (): Promise<void> => {
    await navigate({ to: '/shop' });
    await signOut();
    toast('You are signed out.');
  };
  return <Button onClick={() => void leave()}>Sign out</Button>;
}
