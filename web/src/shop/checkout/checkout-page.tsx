import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../data/use-api-query.js';
import { buttonClass } from '../../design/actions/button.js';
import { EmptyState } from '../../design/feedback/empty-state.js';
import { Loaded } from '../../design/feedback/loaded.js';
import { Page } from '../../design/layout/page.js';
import { RequireCustomer } from '../account/require-customer.js';
import { CheckoutForm } from './checkout-form.js';

const route = getRouteApi('/shop/checkout/$cartId');

/** Says where a cart is to go, and orders it. The cart stands in the URL: once it is ordered, this leads to the order. */
export function CheckoutPage(): ReactNode {
  return (
    <RequireCustomer why="Sign in to check out.">
      {({ customerId }) => <Checkout customerId={customerId} />}
    </RequireCustomer>
  );
}

function Checkout({ customerId }: { readonly customerId: string }): ReactNode {
  const { cartId } = route.useParams();
  const cart = useApiQuery('getCart', { params: { cartId } });
  const customer = useApiQuery('getCustomer', { params: { customerId } });
  return (
    <Page title="Check out" lead="Say where it is to go. The answer of the stock follows at once.">
      <Loaded query={cart} what="Loading your cart …">
        {(known) =>
          known.status === 'abandoned' || known.lines.length === 0 ? (
            <EmptyState
              title="There is nothing to order"
              action={
                <Link to="/shop/cart" className={buttonClass()}>
                  Go to your cart
                </Link>
              }
            >
              This cart is empty, or you have left it for another one.
            </EmptyState>
          ) : (
            <Loaded query={customer} what="Loading your address …">
              {(who) => <CheckoutForm cart={known} customer={who} />}
            </Loaded>
          )
        }
      </Loaded>
    </Page>
  );
}
