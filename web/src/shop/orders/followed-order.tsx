import type { ReactNode } from 'react';
import type { Order } from '../../api/dtos.js';
import { useLiveQuery } from '../../data/use-live-query.js';
import { Panel } from '../../design/layout/panel.js';
import { Id } from '../../design/values/id.js';
import { OrderStatus } from '../../design/values/order-status.js';
import { AddressLines } from '../address/address-lines.js';
import { CancelOrder } from './cancel-order.js';
import { LiveNote } from './live-note.js';
import { OrderLines } from './order-lines.js';
import { OrderMails } from './order-mails.js';
import { orderSteps } from './order-steps.js';
import { OrderTimeline } from './order-timeline.js';
import { cancellationText, isClosed, orderSentence } from './order-words.js';
import styles from './orders.module.css';
import { PlaceOrder } from './place-order.js';
import { RejectedLines } from './rejected-lines.js';
import { Reorder } from './reorder.js';

/** An order as it is now, followed until it has its outcome. */
export function FollowedOrder({ order }: { readonly order: Order }): ReactNode {
  const { orderId, status, lines, total, shippingAddress, rejection } = order;
  const isOpen = !isClosed(status);
  const live = useLiveQuery('orderUpdates', 'getOrder', { params: { orderId } }, isOpen);
  const reason = cancellationText(order);
  return (
    <>
      <div className={styles.outcome}>
        <OrderStatus status={status} />
        <p role="status">{orderSentence(order)}</p>
        {reason !== undefined && <p className={styles.hint}>{reason}</p>}
        <div className={styles.actions}>
          {status === 'created' && <PlaceOrder orderId={orderId} />}
          {isOpen && <CancelOrder orderId={orderId} />}
          {(status === 'rejected' || status === 'cancelled') && <Reorder order={order} />}
        </div>
      </div>
      {rejection !== undefined && <RejectedLines rejection={rejection} lines={lines} />}
      <div className={styles.panels}>
        <Panel title="Progress">
          <OrderTimeline steps={orderSteps(order)} />
          {isOpen && <LiveNote live={live} />}
        </Panel>
        <OrderLines lines={lines} total={total} />
        <OrderMails {...order} />
        <Panel title="Details">
          <p>
            Order <Id>{orderId}</Id>
          </p>
          {shippingAddress !== undefined && (
            <>
              <h3>Shipped to</h3>
              <AddressLines address={shippingAddress} />
            </>
          )}
        </Panel>
      </div>
    </>
  );
}
