import assert from 'node:assert/strict';
import type { Message } from '../domain/message.js';

/**
 * Messages that are stored come back as they were.
 * @throws AssertionError for one that is more than JSON: a Date, a class of its own, a number that is not finite, …
 */
export function assertStorable(messages: readonly Message[]): void {
  for (const message of messages) {
    const json = JSON.stringify(message);
    const text = `${message.type} is stored as JSON and would come back as ${json}`;
    assert.deepEqual(JSON.parse(json), message, text);
  }
}
