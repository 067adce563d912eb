import { Decimal128, Double } from 'bson';
import { add, doubleValue, isNumeric } from '../bson/numbers.js';
import { isInt32 } from '../bson/value-type.js';

/**
 * A sum of numbers of any types, in the widest of them; integers past 64 bits go on as doubles. Doubles are summed as pairs of
 * a sum and its error (Knuth's two-sum), as MongoDB does: ten times 0.1 is 1.
 */
export class Sum {
  /** Of the integers; what would be beyond 53 bits is carried into {@link #carried}. */
  #integers = 0;
  #carried = 0n;
  #hasLongs = false;
  #hasDoubles = false;
  #sum = 0;
  #error = 0;
  #plain = 0;
  #decimals: unknown;

  /** Adds a value; one that is no number counts for nothing. */
  add(value: unknown): void {
    if (typeof value === 'number') {
      if (isInt32(value)) this.#addInteger(value);
      else this.#addDouble(value);
    } else if (typeof value === 'bigint') {
      this.#hasLongs = true;
      this.#carried += value;
    } else if (value instanceof Double) this.#addDouble(value.value);
    else if (value instanceof Decimal128)
      this.#decimals = this.#decimals === undefined ? value : add(this.#decimals, value);
    else if (isNumeric(value)) this.#addInteger(Number(value));
  }

  /** The sum. @throws MongoError Overflow for decimals */
  get value(): unknown {
    const sum = this.#withoutDecimals();
    return this.#decimals === undefined ? sum : add(this.#decimals, sum);
  }

  /** The sum as a double, of what is not decimal. */
  get double(): number {
    const whole = this.#whole();
    const near = Number(whole);
    const total = this.#copy();
    total.#addDouble(near);
    total.#addDouble(Number(whole - BigInt(near)));
    const precise = total.#sum + total.#error;
    return Number.isNaN(precise) ? total.#plain : precise;
  }

  #withoutDecimals(): unknown {
    if (this.#hasDoubles) return doubleValue(this.double);
    const whole = this.#whole();
    if (BigInt.asIntN(64, whole) !== whole) return doubleValue(Number(whole));
    return this.#hasLongs || !isInt32(Number(whole)) ? whole : Number(whole);
  }

  #whole(): bigint {
    return this.#carried + BigInt(this.#integers);
  }

  #addInteger(value: number): void {
    const integers = this.#integers + value;
    if (Number.isSafeInteger(integers)) {
      this.#integers = integers;
      return;
    }
    this.#carried += BigInt(this.#integers) + BigInt(value);
    this.#integers = 0;
  }

  #addDouble(value: number): void {
    this.#hasDoubles = true;
    this.#plain += value;
    const sum = this.#sum + value;
    const part = sum - this.#sum;
    this.#error += this.#sum - (sum - part) + (value - part);
    this.#sum = sum;
  }

  #copy(): Sum {
    const copy = new Sum();
    copy.#sum = this.#sum;
    copy.#error = this.#error;
    copy.#plain = this.#plain;
    return copy;
  }
}
