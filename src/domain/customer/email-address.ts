import { DomainError } from '../domain-error.js';

const MAX_LENGTH = 254;

/** Whether a text reads like `someone@somewhere` (RFC 5321: at most 254 characters), without quotes and lists. */
export function isEmailAddress(text: string): boolean {
  const spelled = spelling(text);
  return spelled.length <= MAX_LENGTH && /^[^\s@<>",;]+@[^\s@<>",;]+$/.test(spelled);
}

/**
 * The one spelling of an e-mail address: trimmed, lower-case.
 * @throws DomainError `invalid-email` for what is none
 */
export function normaliseEmail(email: string): string {
  if (isEmailAddress(email)) return spelling(email);
  throw new DomainError('invalid-email', 'This is not an e-mail address');
}

function spelling(email: string): string {
  return email.trim().toLowerCase();
}
