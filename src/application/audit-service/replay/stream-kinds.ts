import { cartDecider } from '../../../domain/cart/decider.js';
import { customerDecider } from '../../../domain/customer/decider.js';
import { emailClaimDecider } from '../../../domain/email-claim/decider.js';
import { emailDecider } from '../../../domain/email/decider.js';
import { orderDecider } from '../../../domain/order/decider.js';
import { productDecider } from '../../../domain/product/decider.js';
import { sessionDecider } from '../../../domain/session/decider.js';
import { tokenKeyDecider } from '../../../domain/token-keys/decider.js';
import { sessionUpcasters } from '../../customer-service/session-upcasters.js';
import { orderEmailProcess } from '../../customer-service/order-email-process.js';
import { fulfilmentProcess } from '../../order-service/fulfilment-process.js';
import { processStreamPrefix } from '../../process-runtime/process-advanced.js';
import { stockReservationProcess } from '../../product-service/stock-reservation-process.js';
import { checkoutProcess } from '../../shopping-query-service/checkout-process.js';
import { foldOfAggregate, foldOfProcess, type Fold } from './fold-stream.js';

/** A kind of stream that the shop keeps, with what its events are folded by in production. */
export interface StreamKind {
  /** `order` for `order-<id>`, `process.checkout` for a process. */
  readonly name: string;
  /** The service whose streams they are. */
  readonly service: string;
  /** Begins the fold of one stream; none for streams that are no aggregate or process. */
  readonly fold?: (stream: string) => Fold;
}

// What a process folds does not depend on how patient it is.
const fulfilment = fulfilmentProcess(0);
const orderEmail = orderEmailProcess({ firstDelayMs: 0, maxDelayMs: 0, maxAttempts: 1 });

const kinds: readonly StreamKind[] = [
  { name: productDecider.category, service: 'product-service', fold: foldOfAggregate(productDecider) },
  { name: customerDecider.category, service: 'customer-service', fold: foldOfAggregate(customerDecider) },
  { name: emailClaimDecider.category, service: 'customer-service', fold: foldOfAggregate(emailClaimDecider) },
  { name: emailDecider.category, service: 'customer-service', fold: foldOfAggregate(emailDecider) },
  {
    name: sessionDecider.category,
    service: 'customer-service',
    fold: foldOfAggregate(sessionDecider, sessionUpcasters),
  },
  { name: tokenKeyDecider.category, service: 'customer-service', fold: foldOfAggregate(tokenKeyDecider) },
  { name: cartDecider.category, service: 'shopping-command-service', fold: foldOfAggregate(cartDecider) },
  { name: orderDecider.category, service: 'order-service', fold: foldOfAggregate(orderDecider) },
  {
    name: processOf(checkoutProcess),
    service: 'shopping-query-service',
    fold: foldOfProcess(checkoutProcess),
  },
  {
    name: processOf(stockReservationProcess),
    service: 'product-service',
    fold: foldOfProcess(stockReservationProcess),
  },
  { name: processOf(fulfilment), service: 'order-service', fold: foldOfProcess(fulfilment) },
  { name: processOf(orderEmail), service: 'customer-service', fold: foldOfProcess(orderEmail) },
  { name: 'integration.order', service: 'order-service' },
  { name: 'audit', service: 'audit-service' },
];

/** The kind of a stream, by its name; one that the shop does not know is named by what stands before the first hyphen. */
export function kindOf(stream: string): StreamKind {
  const known = kinds.find(({ name }) => stream.startsWith(`${name}-`));
  return known ?? { name: stream.split('-', 1)[0] ?? stream, service: 'unknown' };
}

/** The names of the kinds that can be replayed. */
export const replayableKinds: readonly string[] = kinds
  .filter(({ fold }) => fold !== undefined)
  .map(({ name }) => name);

function processOf({ name }: { readonly name: string }): string {
  return processStreamPrefix(name).slice(0, -1);
}
