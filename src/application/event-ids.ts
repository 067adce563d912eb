import { hash } from 'node:crypto';
import { v5, validate } from 'uuid';
import type { Message } from '../domain/message.js';

/**
 * The ids of the events that a command leads to on a stream: UUIDv5 (RFC 9562) in the namespace of the command's id, of each
 * one's index and all that is appended. So a repeated append is recognised as the same append, and one that says something
 * else under the same command id is not.
 * @throws TypeError when the command id is not a UUID
 */
export function eventIdsOf(commandId: string, events: readonly Message[]): readonly string[] {
  if (!validate(commandId)) throw new TypeError(`the command id ${commandId} is not a UUID`);
  const content = hash('sha256', JSON.stringify(events), 'base64');
  return events.map((_, index) => v5(`${index} ${content}`, commandId));
}
