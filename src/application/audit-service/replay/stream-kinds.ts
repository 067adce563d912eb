import { cartDecider } from '../../../domain/cart/decider.js';
import { customerDecider } from '../../../domain/customer/decider.js';
import { emailClaimDecider } from '../../../domain/email-claim/decider.js';
import { emailDecider } from '../../../domain/email/decider.js';
import { orderDecider } from '../../../domain/order/decider.js';
import { productDecider } from '../../../domain/product/decider.js';
import { sessionDecider } from '../../../domain/session/decider.js';
import { tokenKeyDecider } from '../../../domain/token-keys/decider.js';
import { sessionUpcasters } from '../../customer-service/session-upcasters.js';
import { processManagers } from '../../process-managers.js';
import { processStreamPrefix } from '../../process-runtime/process-advanced.js';
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
  ...processManagers.map(({ service, manager }) => ({
    name: processStreamPrefix(manager.name).slice(0, -1),
    service,
    fold: foldOfProcess(manager),
  })),
  { name: 'integration.order', service: 'order-service' },
  ...['order-service', 'product-service', 'customer-service'].map((service) => ({
    name: `received.${service}.order`,
    service,
  })),
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
