import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Loaded } from '../../design/feedback/loaded.js';
import { Page } from '../../design/layout/page.js';
import { RequireCustomer } from '../account/require-customer.js';
import { AwaitedOrder } from './awaited-order.js';
import { FollowedOrder } from './followed-order.js';
import { useIsJustOrdered } from './just-ordered.js';
import { orderName } from './order-words.js';
import { useOrder } from './use-order.js';

const route = getRouteApi('/shop/orders/$orderId');

/** An order, from the checkout to its outcome, as it goes on. */
export function OrderPage(): ReactNode {
  return (
    <RequireCustomer why="Sign in to see your order.">
      {({ customerId }) => <OrderOf customerId={customerId} />}
    </RequireCustomer>
  );
}

function OrderOf({ customerId }: { readonly customerId: string }): ReactNode {
  const { orderId } = route.useParams();
  const order = useOrder(orderId);
  const isJustOrdered = useIsJustOrdered();
  return (
    <Page title={orderName(orderId)}>
      {isJustOrdered && order.error !== null && (
        <p>Your order is taken, and nothing of it is lost. It appears here by itself.</p>
      )}
      <Loaded query={order} what="Loading the order …">
        {(known) =>
          known === null ? (
            <AwaitedOrder orderId={orderId} customerId={customerId} />
          ) : (
            <FollowedOrder key={orderId} order={known} />
          )
        }
      </Loaded>
    </Page>
  );
}
