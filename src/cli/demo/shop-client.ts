import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials } from '../../infrastructure/security/credentials-file.js';
import { SignedIn } from '../sign-in/signed-in.js';
import { DemoError } from './demo-error.js';

const longestWaitMs = 15_000;
const pollMs = 100;

/** Speaks to a running shop as any customer's program would: for nobody in particular, or for somebody who signed in. */
export class ShopClient {
  constructor(
    readonly gatewayUrl: string,
    private readonly user?: SignedIn,
  ) {}

  /** The same shop for somebody who signs in. */
  as(credentials: Credentials): ShopClient {
    return new ShopClient(this.gatewayUrl, new SignedIn(this.gatewayUrl, credentials));
  }

  /** @throws DemoError for any answer but a good one */
  async command<Answer>(method: string, path: string, body: unknown): Promise<Answer> {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    const { status, text } = await this.call(method, path, { headers, body: JSON.stringify(body) });
    if (status >= 300) throw new DemoError(`${method} ${path} was answered ${status}: ${start(text)}`);
    return this.parsed<Answer>(text);
  }

  /**
   * Asks again until `enough` is true of the answer: what follows a command comes a moment later, a checkout's order too.
   *
   * @throws DemoError when it is not within 15 s, or for any answer but a good one and 404
   */
  async queryUntil<Answer>(path: string, enough: (answer: Answer) => boolean, what: string): Promise<Answer> {
    for (let waited = 0; waited < longestWaitMs; waited += pollMs) {
      const { status, text } = await this.call('GET', path);
      if (status >= 300 && status !== 404)
        throw new DemoError(`GET ${path} was answered ${status}: ${start(text)}`);
      const answer = this.parsed<Answer>(text);
      if (status < 300 && enough(answer)) return answer;
      await sleep(pollMs);
    }
    throw new DemoError(`Waited ${longestWaitMs / 1000} s in vain for ${what}.`);
  }

  private parsed<Answer>(text: string): Answer {
    try {
      return JSON.parse(text) as Answer;
    } catch {
      throw new DemoError(`What answers at ${this.gatewayUrl} is no shop.`);
    }
  }

  private async call(
    method: string,
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; text: string }> {
    const authorization = await this.user?.authorization();
    const headers = { ...init.headers, ...(authorization === undefined ? {} : { authorization }) };
    const response = await fetch(`${this.gatewayUrl}${path}`, { method, ...init, headers }).catch(
      (error: Error) => {
        throw new DemoError(
          `No shop answers at ${this.gatewayUrl}: start one with npm start, or name it with --url.`,
          {
            cause: error,
          },
        );
      },
    );
    return { status: response.status, text: await response.text() };
  }
}

/** Enough of an answer to tell what it says, in one line. */
function start(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 300);
}
