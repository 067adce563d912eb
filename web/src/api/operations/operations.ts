import { auditOperations } from './audit-operations.js';
import { cartOperations } from './cart-operations.js';
import { customerOperations } from './customer-operations.js';
import { deadLetterOperations } from './dead-letter-operations.js';
import { instanceOperations } from './instance-operations.js';
import { mailboxOperations } from './mailbox-operations.js';
import { orderOperations } from './order-operations.js';
import { processOperations } from './process-operations.js';
import { productOperations } from './product-operations.js';
import { projectionOperations } from './projection-operations.js';

/** Every operation that pages may call. */
export const operations = {
  ...auditOperations,
  ...cartOperations,
  ...customerOperations,
  ...deadLetterOperations,
  ...instanceOperations,
  ...mailboxOperations,
  ...orderOperations,
  ...processOperations,
  ...productOperations,
  ...projectionOperations,
};

/** The name of an operation, as its contract has it. */
export type OperationName = keyof typeof operations;
