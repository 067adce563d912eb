import { auditOperations } from './audit-operations.js';
import { cartOperations } from './cart-operations.js';
import { customerOperations } from './customer-operations.js';
import { orderOperations } from './order-operations.js';
import { productOperations } from './product-operations.js';

/** Every operation that pages may call. */
export const operations = {
  ...auditOperations,
  ...cartOperations,
  ...customerOperations,
  ...orderOperations,
  ...productOperations,
};

/** The name of an operation, as its contract has it. */
export type OperationName = keyof typeof operations;
