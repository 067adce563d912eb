import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order } from '../../api/dtos.js';
import { useApiPages } from '../../data/use-api-pages.js';
import { buttonClass } from '../../design/actions/button.js';
import { EmptyState } from '../../design/feedback/empty-state.js';
import { Loaded } from '../../design/feedback/loaded.js';
import { Page } from '../../design/layout/page.js';
import type { Column } from '../../design/tables/column.js';
import { DataTable } from '../../design/tables/data-table.js';
import { Pager } from '../../design/tables/pager.js';
import { Money } from '../../design/values/money.js';
import { OrderStatus } from '../../design/values/order-status.js';
import { Time } from '../../design/values/time.js';
import { RequireCustomer } from '../account/require-customer.js';
import { unitsIn } from '../cart/units.js';
import { orderName } from './order-words.js';
import { StatusFilter } from './status-filter.js';

const route = getRouteApi('/shop/orders');

/** How often the list is asked for, in milliseconds. */
const REFRESH_MS = 10_000;

const columns: readonly Column<Order>[] = [
  {
    id: 'order',
    header: 'Order',
    cell: ({ orderId }) => (
      <Link to="/shop/orders/$orderId" params={{ orderId }}>
        {orderName(orderId)}
      </Link>
    ),
  },
  {
    id: 'at',
    header: 'Ordered',
    cell: ({ timeline: [first] }) => first && <Time at={first.at} show="both" />,
  },
  { id: 'units', header: 'Units', cell: ({ lines }) => unitsIn(lines), align: 'end' },
  { id: 'total', header: 'Total', cell: ({ total }) => <Money value={total} />, align: 'end' },
  { id: 'status', header: 'Status', cell: ({ status }) => <OrderStatus status={status} /> },
];

/** What a customer has ordered. */
export function OrdersPage(): ReactNode {
  return (
    <RequireCustomer why="Sign in to see your orders.">
      {({ customerId }) => <Orders customerId={customerId} />}
    </RequireCustomer>
  );
}

function Orders({ customerId }: { readonly customerId: string }): ReactNode {
  const { status } = route.useSearch();
  const orders = useApiPages(
    'listOrders',
    { query: { customerId, status } },
    { refreshMs: REFRESH_MS, keepsPrevious: true },
  );
  return (
    <Page title="Orders" lead="What you have ordered, the newest first.">
      <StatusFilter />
      <Loaded query={orders} what="Loading your orders …">
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              title={status === undefined ? 'You have not ordered anything yet' : `No order is ${status}`}
              action={
                status === undefined ? (
                  <Link to="/shop" className={buttonClass({ look: 'primary' })}>
                    Browse products
                  </Link>
                ) : (
                  <Link to="/shop/orders" className={buttonClass()}>
                    Show all orders
                  </Link>
                )
              }
            >
              Orders appear here as soon as a cart is checked out, and stay.
            </EmptyState>
          ) : (
            <div>
              <DataTable
                caption="Your orders"
                hidesCaption
                columns={columns}
                rows={items}
                rowKey={({ orderId }) => orderId}
              />
              <Pager pages={orders} noun="orders" />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
