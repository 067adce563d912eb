import type { ReactNode } from 'react';
import { useCommand } from '../../data/use-command.js';
import { Button } from '../../design/actions/button.js';
import { Problem } from '../../design/feedback/problem.js';

/** Places an order that was only created. */
export function PlaceOrder({ orderId }: { readonly orderId: string }): ReactNode {
  const place = useCommand('placeOrder', { changes: ['getOrder', 'listOrders'] });
  return (
    <>
      <Button look="primary" isBusy={place.isRunning} onClick={() => place.run({ params: { orderId } })}>
        {place.isRunning ? 'Placing …' : 'Place order'}
      </Button>
      {place.error !== null && <Problem error={place.error} />}
    </>
  );
}
