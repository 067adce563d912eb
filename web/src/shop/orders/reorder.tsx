import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order } from '../../api/dtos.js';
import { Button } from '../../design/actions/button.js';
import { Problem } from '../../design/feedback/problem.js';
import styles from './orders.module.css';
import { reorderLines } from './reorder-lines.js';
import { useReorder } from './use-reorder.js';

/** Puts what of an order can be had into the cart again. */
export function Reorder({ order }: { readonly order: Order }): ReactNode {
  const lines = reorderLines(order);
  const navigate = useNavigate();
  const { reorder, isRunning, refusals } = useReorder(order.customerId);
  if (lines.length === 0) {
    return <p className={styles.hint}>Nothing of it was in stock, so there is nothing to order again.</p>;
  }
  const run = async (): Promise<void> => {
    const isWhole = await reorder(lines);
    if (isWhole) await navigate({ to: '/shop/cart' });
  };
  return (
    <>
      <Button look="primary" isBusy={isRunning} onClick={() => void run()}>
        {isRunning ? 'Filling your cart …' : 'Try again with what there is'}
      </Button>
      {refusals.map(({ name, error }) => (
        <div key={name}>
          <h3>{name}</h3>
          <Problem error={error} />
        </div>
      ))}
    </>
  );
}
