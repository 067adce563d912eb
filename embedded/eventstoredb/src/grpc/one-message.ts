import type { CallHandler } from './call.js';
import { Code, StatusError } from './status.js';

/**
 * Handles a call to which the client sends one message. None or a second one is an error: a client that has sent no message
 * and will send none would else wait for ever.
 */
export function oneMessage(handle: (message: Buffer) => void): CallHandler {
  let hasCome = false;
  return {
    onMessage(message) {
      if (hasCome) throw new StatusError(Code.INTERNAL, 'Additional data after the message received.');
      hasCome = true;
      handle(message);
    },
    onClientDone() {
      if (!hasCome) throw new StatusError(Code.INTERNAL, 'Incomplete message.');
    },
  };
}
