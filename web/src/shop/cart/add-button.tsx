import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Product } from '../../api/dtos.js';
import { Button, buttonClass, type ButtonLook } from '../../design/actions/button.js';
import { Problem } from '../../design/feedback/problem.js';
import { useToast } from '../../design/feedback/toasts.js';
import { useSession } from '../../session/session-context.js';
import { useReturnPath } from '../account/use-return-path.js';
import styles from './cart.module.css';
import { noticeIn, noticeText } from './line-notice.js';
import { useAddToCart } from './use-add-to-cart.js';

/** Adds a product to the cart; who is not signed in does that first. */
export function AddButton({
  product: { productId, name },
  quantity = 1,
  ...look
}: ButtonLook & { readonly product: Product; readonly quantity?: number }): ReactNode {
  const { session } = useSession();
  const { add, isRunning, error } = useAddToCart();
  const toast = useToast();
  const search = useReturnPath();
  const label = `Add to cart: ${name}`;
  if (session === undefined) {
    return (
      <div className={styles.adding}>
        <Link to="/shop/sign-in" search={search} className={buttonClass(look)} aria-label={label}>
          Add to cart
        </Link>
      </div>
    );
  }
  const { customerId } = session;
  const notice = error === null ? undefined : noticeIn(error);
  const run = async (): Promise<void> => {
    await add({ customerId, productId, quantity });
    toast(`${name} is in your cart.`);
  };
  return (
    <div className={styles.adding}>
      <Button
        {...look}
        aria-label={label}
        isBusy={isRunning}
        onClick={() => void run().catch(() => undefined)}
      >
        {isRunning ? 'Adding …' : 'Add to cart'}
      </Button>
      {notice !== undefined && (
        <p role="alert" className={styles.notice}>
          {noticeText(notice)} What is in your cart counts, too.
        </p>
      )}
      {error !== null && notice === undefined && <Problem error={error} />}
    </div>
  );
}
