import type { Command } from '../../application/command.js';
import type { CommandDispatcher } from '../../application/process-runtime/command-dispatcher.js';
import { routeCommands } from '../../application/process-runtime/command-router.js';
import type { CheckoutCommand } from '../../application/shopping-query-service/checkout-process.js';
import { DomainError } from '../../domain/domain-error.js';
import { RemoteProblemError } from '../../infrastructure/http/client/remote-problem-error.js';
import { type ClientParts, serviceClient } from '../../infrastructure/http/client/service-client.js';
import { orderContract } from '../../infrastructure/http/contracts/order-contract.js';

/** Carries the command of the checkout to order-service, under its command id. */
export class RemoteOrderDispatcher implements CommandDispatcher<CheckoutCommand> {
  readonly #routes;

  constructor(parts: ClientParts) {
    const orders = serviceClient(orderContract, parts, {
      operations: ['submitOrder'],
      defaults: { timeoutMs: 8_000 },
    });
    this.#routes = routeCommands<CheckoutCommand>({
      SubmitOrder: (command) => {
        const { orderId, lines, ...order } = command.body.data;
        const body = { ...order, lines: lines.map((line) => ({ ...line })) };
        return refusable(() => orders.submitOrder({ params: { orderId }, body }, originOf(command)));
      },
    });
  }

  dispatch(command: Command<CheckoutCommand>): Promise<void> {
    return this.#routes.dispatch(command);
  }
}

function originOf({ commandId, correlationId, causationId, traceparent }: Command) {
  return { correlationId, causationId, traceparent, commandId };
}

/** What order-service says of the order itself, and of what it was given: the same words would have the same answer. */
function isFinal({ status, code }: RemoteProblemError): boolean {
  return status === 409 || code === 'validation-failed';
}

/**
 * What is refused for good is told to the process. Any other answer is about the call (an address that is wrong, versions
 * that do not fit), which operators mend: the command is tried again.
 */
async function refusable(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof RemoteProblemError) || !isFinal(error)) throw error;
    throw new DomainError(error.code, error.message, error.details);
  }
}
