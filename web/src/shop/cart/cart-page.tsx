import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { buttonClass } from '../../design/actions/button.js';
import { EmptyState } from '../../design/feedback/empty-state.js';
import { Loaded } from '../../design/feedback/loaded.js';
import { Page } from '../../design/layout/page.js';
import { RequireCustomer } from '../account/require-customer.js';
import { CartContent } from './cart-content.js';
import { useCart } from './use-cart.js';

/** What is in the cart. */
export function CartPage(): ReactNode {
  return <RequireCustomer why="Sign in to see your cart.">{() => <OpenCart />}</RequireCustomer>;
}

function OpenCart(): ReactNode {
  const cart = useCart();
  return (
    <Page title="Cart" lead="Prices stay as they were when you took a product into the cart.">
      <Loaded query={cart} what="Loading your cart …">
        {(open) =>
          open === null || open.lines.length === 0 ? (
            <EmptyState
              title="Your cart is empty"
              action={
                <Link to="/shop" className={buttonClass({ look: 'primary' })}>
                  Browse products
                </Link>
              }
            >
              What you add to it is kept, also when you come back from another device.
            </EmptyState>
          ) : (
            <CartContent cart={open} />
          )
        }
      </Loaded>
    </Page>
  );
}
