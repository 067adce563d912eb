import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoError } from './demo-error.js';

const longestWaitMs = 15_000;
const pollMs = 100;

/** Speaks to a running shop as any customer's program would. */
export class ShopClient {
  constructor(private readonly gatewayUrl: string) {}

  /** @throws DemoError for any answer but a good one */
  async command<Answer>(method: string, path: string, body: unknown): Promise<Answer> {
    return this.call(method, path, {
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: JSON.stringify(body),
    });
  }

  /** @throws DemoError for any answer but a good one */
  async query<Answer>(path: string): Promise<Answer> {
    return this.call('GET', path, {});
  }

  /** Asks again until `enough` is true of the answer. @throws DemoError when it is not within 15 s */
  async until<Answer>(
    ask: () => Promise<Answer>,
    enough: (answer: Answer) => boolean,
    what: string,
  ): Promise<Answer> {
    for (let waited = 0; waited < longestWaitMs; waited += pollMs) {
      const answer = await ask();
      if (enough(answer)) return answer;
      await sleep(pollMs);
    }
    throw new DemoError(`Waited ${longestWaitMs / 1000} s in vain for ${what}.`);
  }

  private async call<Answer>(method: string, path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.gatewayUrl}${path}`, { method, ...init }).catch((error: Error) => {
      throw new DemoError(
        `No shop answers at ${this.gatewayUrl}: start one with npm start, or name it with --url.`,
        {
          cause: error,
        },
      );
    });
    const text = await response.text();
    if (!response.ok) throw new DemoError(`${method} ${path} was answered ${response.status}: ${text}`);
    return JSON.parse(text) as Answer;
  }
}
