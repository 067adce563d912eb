/** The id of the event or command that made one of our services call another. The gateway lets nobody else say it. */
export const CAUSATION_ID = 'x-causation-id';

/**
 * The id of the command that a call carries, given by one of our processes. Aggregates recognise a command id they have
 * handled, and a process looks at nothing but whether its command was accepted: no answer is kept for such a call, as it is
 * for an `Idempotency-Key`. The gateway lets nobody else say it.
 */
export const COMMAND_ID = 'x-command-id';

/** The address of the client behind a request. The gateway says it anew, whatever came. */
export const CLIENT_ADDRESS = 'x-real-ip';
