import { DomainError } from '../domain-error.js';

const MAX_LENGTH = 254;

/**
 * The one spelling of an e-mail address: trimmed, lower-case.
 * @throws DomainError `invalid-email` unless it reads like `someone@somewhere` (RFC 5321: at most 254 characters)
 */
export function normaliseEmail(email: string): string {
  const normalised = email.trim().toLowerCase();
  if (normalised.length > MAX_LENGTH || !/^[^\s@<>",;]+@[^\s@<>",;]+$/.test(normalised)) {
    throw new DomainError('invalid-email', 'This is not an e-mail address');
  }
  return normalised;
}
