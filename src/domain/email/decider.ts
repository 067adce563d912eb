import type { Decider } from '../decider.js';
import { DomainError } from '../domain-error.js';
import { NotFoundError } from '../not-found-error.js';
import type { EmailCommand } from './commands.js';
import type { EmailEvent } from './events.js';
import type { EmailState } from './state.js';

/**
 * An e-mail to a customer, in the stream `email-<emailId>`; it is asked for once and ends sent or abandoned. What is
 * recorded after the end changes nothing, except that an abandoned e-mail can't become a sent one.
 * Errors: `email-not-found`, `email-abandoned`.
 */
export const emailDecider: Decider<EmailState, EmailCommand, EmailEvent> = {
  category: 'email',
  initialState: { status: 'unrequested' },
  decide,
  evolve,
};

function decide(command: EmailCommand, state: EmailState): readonly EmailEvent[] {
  // The id says which mail is meant: asking again changes nothing, also when the customer has a new address since.
  if (command.type === 'RequestEmail') {
    return state.status === 'unrequested' ? [{ type: 'EmailRequested', data: command.data }] : [];
  }
  const { emailId } = command.data;
  if (state.status === 'unrequested') throw new NotFoundError('email', emailId);
  if (state.status === 'abandoned' && command.type === 'RecordEmailSent') {
    throw new DomainError('email-abandoned', `E-mail ${emailId} has been abandoned`);
  }
  if (state.status !== 'requested') return [];
  switch (command.type) {
    case 'RecordEmailSent':
      return [{ type: 'EmailSent', data: { emailId } }];
    case 'RecordFailedEmailAttempt': {
      const attempt = state.failedAttempts + 1;
      return [{ type: 'EmailAttemptFailed', data: { emailId, attempt, error: command.data.error } }];
    }
    case 'AbandonEmail':
      return [{ type: 'EmailAbandoned', data: { emailId, reason: command.data.reason } }];
  }
}

function evolve(state: EmailState, event: EmailEvent): EmailState {
  if (event.type === 'EmailRequested') return { status: 'requested', email: event.data, failedAttempts: 0 };
  if (state.status === 'unrequested') return state;
  switch (event.type) {
    case 'EmailSent':
      return { ...state, status: 'sent' };
    case 'EmailAttemptFailed':
      return { ...state, failedAttempts: event.data.attempt };
    case 'EmailAbandoned':
      return { ...state, status: 'abandoned' };
  }
}
