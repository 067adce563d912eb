import type { CommandOutcome, ProcessInput, ProcessManager, Reaction } from '../../domain/process-manager.js';
import type { OrderIntegrationEvent } from '../integration-events/order-integration-events.js';
import { emailFactsOf, emailIdOf, kindOf } from './order-email-kinds.js';
import type { OrderEmailCommand, OrderEmailFact } from './order-email-messages.js';

/** When to try again: `firstDelayMs`, then twice as long each time up to `maxDelayMs`; at most `maxAttempts` in all. */
export interface RetryPolicy {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  readonly maxAttempts: number;
}

export interface OrderEmailState {
  /** Known from the first input on. */
  readonly emailId?: string;
  readonly status: 'not-started' | 'open' | 'over';
  readonly failedAttempts: number;
}

type EmailReaction = Reaction<OrderEmailCommand, OrderEmailFact>;

const RETRY = 'retry';

/**
 * Sees one e-mail about one event of an order to its end: has it sent, tries again with back-off, and abandons
 * it loudly after the last attempt. The process's id is the e-mail's.
 */
export function orderEmailProcess(
  retry: RetryPolicy,
): ProcessManager<OrderEmailState, OrderIntegrationEvent, OrderEmailCommand, OrderEmailFact> {
  return {
    name: 'order-email',
    initialState: { status: 'not-started', failedAttempts: 0 },
    retryDeadlines: [RETRY],
    processOf: emailIdOf,
    react,
    evolve,
  };

  function react(state: OrderEmailState, input: ProcessInput<OrderIntegrationEvent>): EmailReaction {
    switch (input.type) {
      case 'order.placed.v1':
      case 'order.confirmed.v1':
      case 'order.rejected.v1':
      case 'order.cancelled.v1':
        return state.status === 'not-started' ? request(input) : {};
    }
    if (state.status !== 'open' || state.emailId === undefined) return {};
    const { emailId } = state;
    switch (input.type) {
      case 'DeadlinePassed':
        return { commands: [{ type: 'SendEmail', data: { emailId } }] };
      case 'CommandAccepted':
        return { facts: [{ type: 'EmailDelivered', data: { emailId } }], ended: true };
      case 'CommandRejected':
        return rejected(state.failedAttempts + 1, emailId, input.data);
    }
  }

  function rejected(attempt: number, emailId: string, { command, code, message }: Rejection): EmailReaction {
    if (code !== 'email-attempt-failed') {
      const data = { emailId, command: command.type, code, message };
      return { facts: [{ type: 'EmailRefused', data }], ended: true };
    }
    const failed: OrderEmailFact = { type: 'DeliveryFailed', data: { emailId, attempt, message } };
    if (attempt < retry.maxAttempts) {
      const afterMs = Math.min(retry.firstDelayMs * 2 ** (attempt - 1), retry.maxDelayMs);
      return { facts: [failed], deadlines: [{ name: RETRY, afterMs }] };
    }
    return {
      facts: [failed, { type: 'DeliveryGivenUp', data: { emailId, attempts: attempt } }],
      commands: [{ type: 'AbandonEmail', data: { emailId, reason: message } }],
      ended: true,
    };
  }
}

type Rejection = Extract<CommandOutcome, { type: 'CommandRejected' }>['data'];

function request(event: OrderIntegrationEvent): EmailReaction {
  const { orderId, customerId } = event.data;
  const kind = kindOf[event.type];
  const emailId = `${orderId}-${kind}`;
  return {
    facts: [{ type: 'EmailAskedFor', data: { emailId } }],
    commands: [
      {
        type: 'SendOrderEmail',
        data: { emailId, kind, orderId, customerId, order: emailFactsOf(event) },
      },
    ],
  };
}

function evolve(state: OrderEmailState, fact: OrderEmailFact): OrderEmailState {
  switch (fact.type) {
    case 'EmailAskedFor':
      return { emailId: fact.data.emailId, status: 'open', failedAttempts: 0 };
    case 'DeliveryFailed':
      return { ...state, failedAttempts: fact.data.attempt };
    case 'EmailDelivered':
    case 'DeliveryGivenUp':
    case 'EmailRefused':
      return { ...state, status: 'over' };
  }
}
