import { Decimal128 } from 'bson';
import { doubleValue, isNumeric, numberOf } from '../bson/numbers.js';
import { MongoError } from '../mongo-error.js';
import { Sum } from './sum.js';

/** The sum of the numbers among the values. */
export function sum(values: readonly unknown[]): unknown {
  const total = new Sum();
  for (const value of values) total.add(value);
  return total.value;
}

/** The mean of the numbers among the values, a double; null without any. @throws MongoError for decimals */
export function average(values: readonly unknown[]): unknown {
  const numbers = values.filter(isNumeric);
  if (numbers.length === 0) return null;
  refuseDecimals('$avg', numbers);
  const total = new Sum();
  for (const value of numbers) total.add(value);
  return doubleValue(total.double / numbers.length);
}

/** Of the numbers among the values: of a population, or of a sample of one (Welford's algorithm). */
export function standardDeviation(values: readonly unknown[], sample: boolean): unknown {
  const numbers = values.filter(isNumeric);
  refuseDecimals('$stdDev', numbers);
  const divisor = numbers.length - (sample ? 1 : 0);
  if (divisor <= 0) return null;
  let mean = 0;
  let squares = 0;
  for (const [i, value] of numbers.entries()) {
    const delta = numberOf(value)! - mean;
    if (delta === 0) continue;
    mean += delta / (i + 1);
    squares += delta * (numberOf(value)! - mean);
  }
  return doubleValue(Math.sqrt(squares / divisor));
}

function refuseDecimals(operator: string, values: readonly unknown[]): void {
  if (values.some((value) => value instanceof Decimal128)) {
    throw new MongoError('CommandNotSupported', `${operator} of decimals is not supported`);
  }
}
