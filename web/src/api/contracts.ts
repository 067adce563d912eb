import type { auditContract } from '../../../src/infrastructure/http/contracts/audit-contract.js';
import type { customerContract } from '../../../src/infrastructure/http/contracts/customer-contract.js';
import type { gatewayContract } from '../../../src/infrastructure/http/contracts/operations/gateway-contract.js';
import type { operationsContract } from '../../../src/infrastructure/http/contracts/operations/operations-contract.js';
import type { orderContract } from '../../../src/infrastructure/http/contracts/order-contract.js';
import type { productContract } from '../../../src/infrastructure/http/contracts/product-contract.js';
import type { shoppingCommandContract } from '../../../src/infrastructure/http/contracts/shopping-command-contract.js';
import type { shoppingQueryContract } from '../../../src/infrastructure/http/contracts/shopping-query-contract.js';
import type {
  AnswerOf as AnswerOfOperation,
  BodyOf,
  PathParamsOf,
  QueryOf,
} from '../../../src/infrastructure/http/contract/contract.js';

/** The operations of all services by name, as types: the contracts themselves stay where they are. */
export type Contracts = (typeof auditContract)['operations'] &
  (typeof customerContract)['operations'] &
  (typeof gatewayContract)['operations'] &
  (typeof operationsContract)['operations'] &
  (typeof orderContract)['operations'] &
  (typeof productContract)['operations'] &
  (typeof shoppingCommandContract)['operations'] &
  (typeof shoppingQueryContract)['operations'];

/** The path template of an operation. */
export type PathOf<Name extends keyof Contracts> = Contracts[Name]['path'];

/** What an operation answers; `unknown` when it answers nothing. */
export type AnswerOf<Name extends keyof Contracts> = AnswerOfOperation<Contracts[Name]>;

/** What a call of an operation needs. */
export type InputOf<Name extends keyof Contracts> = (unknown extends PathParamsOf<Contracts[Name]>
  ? unknown
  : { readonly params: PathParamsOf<Contracts[Name]> }) &
  (unknown extends BodyOf<Contracts[Name]> ? unknown : { readonly body: BodyOf<Contracts[Name]> }) & {
    readonly query?: Partial<Omit<QueryOf<Contracts[Name]>, 'consistentWith'>>;
  };
