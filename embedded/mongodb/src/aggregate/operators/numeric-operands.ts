import { Decimal128 } from 'bson';
import { MongoError } from '../../mongo-error.js';

/** @throws MongoError CommandNotSupported for decimals, which the operator cannot treat exactly */
export function refuseDecimal(operator: string, values: readonly unknown[]): void {
  if (values.some((value) => value instanceof Decimal128)) {
    throw new MongoError('CommandNotSupported', `${operator} of decimals is not supported`);
  }
}
