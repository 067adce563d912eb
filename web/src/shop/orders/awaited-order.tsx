import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../data/use-api-query.js';
import { buttonClass } from '../../design/actions/button.js';
import { EmptyState } from '../../design/feedback/empty-state.js';
import { Loaded } from '../../design/feedback/loaded.js';
import { Panel } from '../../design/layout/panel.js';
import { useIsJustOrdered } from './just-ordered.js';
import { OrderLines } from './order-lines.js';
import { OrderTimeline } from './order-timeline.js';

/** In the place of an order that does not exist, or not yet: the checkout or the cart that it comes from says which. */
export function AwaitedOrder({
  orderId,
  customerId,
}: {
  readonly orderId: string;
  readonly customerId: string;
}): ReactNode {
  const isJustOrdered = useIsJustOrdered();
  const carts = useApiQuery('listCarts', { query: { customerId, limit: 100 } });
  const cart = carts.data?.items.find((one) => one.orderId === orderId);
  if (cart === undefined && !isJustOrdered) {
    return (
      <Loaded query={carts} what="Looking for the order …">
        {() => <NoSuchOrder />}
      </Loaded>
    );
  }
  return (
    <>
      <p role="status">
        Your order is taken and on its way. It appears here by itself, usually within a second.
      </p>
      <Panel title="Progress">
        <OrderTimeline steps={[{ label: 'On its way from the cart …', at: undefined }]} />
      </Panel>
      {cart !== undefined && cart.total !== null && <OrderLines lines={cart.lines} total={cart.total} />}
    </>
  );
}

function NoSuchOrder(): ReactNode {
  return (
    <EmptyState
      title="There is no such order"
      action={
        <Link to="/shop/orders" className={buttonClass()}>
          Show all orders
        </Link>
      }
    >
      The address may be mistyped, or the order belongs to another account.
    </EmptyState>
  );
}
