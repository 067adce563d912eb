import { v5, validate } from 'uuid';

/**
 * The id of the `index`-th event that a command leads to on a stream: UUIDv5 (RFC 9562) of the index in the namespace of
 * the command's id, so that a repeated append is recognised as the same append.
 * @throws TypeError when the command id is not a UUID
 */
export function eventIdOf(commandId: string, index: number): string {
  if (!validate(commandId)) throw new TypeError(`the command id ${commandId} is not a UUID`);
  return v5(String(index), commandId);
}
