import { Decimal128 } from 'bson';
import { add, doubleValue, isNumeric, numberOf } from '../bson/numbers.js';
import { MongoError } from '../mongo-error.js';

/** The sum of the numbers among the values, in the widest of their types; past 64 bits it goes on as a double. */
export function sum(values: readonly unknown[]): unknown {
  let total: unknown = 0;
  for (const value of values) total = plus(total, value);
  return total;
}

/** `total + value`, where what is not a number counts for nothing. */
export function plus(total: unknown, value: unknown): unknown {
  if (!isNumeric(value)) return total;
  try {
    return add(total, value);
  } catch (error) {
    if (error instanceof MongoError && error.codeName === 'BadValue')
      return doubleValue(numberOf(total)! + numberOf(value)!);
    throw error;
  }
}

/** The mean of the numbers among the values, a double; null without any. @throws MongoError for decimals */
export function average(values: readonly unknown[]): unknown {
  const numbers = values.filter(isNumeric);
  if (numbers.length === 0) return null;
  refuseDecimals('$avg', numbers);
  return doubleValue(numberOf(sum(numbers))! / numbers.length);
}

/** Of the numbers among the values: of a population, or of a sample of one. */
export function standardDeviation(values: readonly unknown[], sample: boolean): unknown {
  const numbers = values.filter(isNumeric);
  refuseDecimals('$stdDev', numbers);
  const divisor = numbers.length - (sample ? 1 : 0);
  if (divisor <= 0) return null;
  const amounts = numbers.map((value) => numberOf(value)!);
  const mean = amounts.reduce((total, amount) => total + amount, 0) / amounts.length;
  return doubleValue(Math.sqrt(amounts.reduce((total, amount) => total + (amount - mean) ** 2, 0) / divisor));
}

function refuseDecimals(operator: string, values: readonly unknown[]): void {
  if (values.some((value) => value instanceof Decimal128)) {
    throw new MongoError('CommandNotSupported', `${operator} of decimals is not supported`);
  }
}
