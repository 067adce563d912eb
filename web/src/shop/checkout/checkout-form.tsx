import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Cart, Customer } from '../../api/dtos.js';
import { useCommand } from '../../data/use-command.js';
import { Button } from '../../design/actions/button.js';
import { CheckField } from '../../design/forms/check-field.js';
import { Form } from '../../design/forms/form.js';
import { Panel } from '../../design/layout/panel.js';
import { formatMoney } from '../../design/values/format-money.js';
import { AddressFields } from '../address/address-fields.js';
import { addressFrom, addressPaths, isSameAddress } from '../address/address-values.js';
import { checkoutKey } from './checkout-key.js';
import { CheckoutLines } from './checkout-lines.js';
import styles from './checkout.module.css';

/** The address and the lines of a cart, and the button that orders them: as they are shown here, or not at all. */
export function CheckoutForm({
  cart,
  customer: { customerId, address },
}: {
  readonly cart: Cart;
  readonly customer: Customer;
}): ReactNode {
  const { cartId, lines, total, revision } = cart;
  const checkOut = useCommand('checkOutCart', { changes: ['getCart', 'listCarts'] });
  const keepAddress = useCommand('changeCustomer', { changes: ['getCustomer'] });
  // The cart says so after a reload, also when the answer to the checkout was lost.
  const orderId = checkOut.answer?.orderId ?? cart.orderId;
  if (orderId !== undefined) {
    return (
      <Navigate to="/shop/orders/$orderId" params={{ orderId }} state={{ isJustOrdered: true }} replace />
    );
  }
  const order = (values: Readonly<Record<string, string>>): void => {
    const shippingAddress = addressFrom(values);
    if (values['keep'] !== undefined && !isSameAddress(address, shippingAddress)) {
      keepAddress.run({ params: { customerId }, body: { address: shippingAddress } });
    }
    checkOut.run({
      params: { cartId },
      body: { shippingAddress },
      ifMatch: revision,
      idempotencyKey: checkoutKey({ cartId, revision, shippingAddress }),
    });
  };
  const hasChanged = checkOut.error?.code === 'revision-mismatch';
  return (
    <div className={styles.checkout}>
      <Panel title="Shipping address">
        <Form
          label="Check out"
          error={hasChanged ? null : checkOut.error}
          fields={addressPaths('shippingAddress')}
          onSubmit={order}
        >
          {hasChanged && (
            <p role="alert" className={styles.changed}>
              Your cart has changed since you opened this page, so nothing was ordered. What you see now is
              what is in it: look at it, and order again.
            </p>
          )}
          <AddressFields initial={address} error={checkOut.error} path="shippingAddress" />
          <CheckField label="Keep as my address" name="keep" defaultChecked={address === null} />
          <Button type="submit" look="primary" isBusy={checkOut.isRunning}>
            {checkOut.isRunning
              ? 'Ordering …'
              : `Order for ${total === null ? 'nothing' : formatMoney(total)}`}
          </Button>
        </Form>
      </Panel>
      <CheckoutLines lines={lines} total={total} />
    </div>
  );
}
