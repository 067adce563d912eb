import { randomUUID } from 'node:crypto';
import { HttpError } from '../problems/http-error.js';
import type { HeaderList } from './header-list.js';

/** Ends requests that routes lead round in a circle: each one that passes here is marked in `Via` (RFC 9110 §7.6.3). */
export class LoopGuard {
  /** Not the instance's name: another shop's gateway may have the same. */
  readonly #name = `gateway-${randomUUID()}`;

  /** @throws HttpError 508 `loop-detected` for a request that has been here before */
  pass(headers: HeaderList): void {
    const { flat } = headers;
    for (let i = 0; i < flat.length; i += 2) {
      if (flat[i] === 'via' && flat[i + 1]?.includes(this.#name)) {
        throw new HttpError(508, 'loop-detected', 'The route leads back to this gateway');
      }
    }
    headers.add('via', `1.1 ${this.#name}`);
  }
}
