import { isAdministrator, type Principal } from '../../../application/principal.js';
import { HttpError } from '../problems/http-error.js';
import type { Operation } from './operation.js';

/**
 * Lets those pass who may call the operation. That a customer asks only for what is theirs is checked later, with the call.
 * @throws HttpError 401 `not-signed-in`, 403 `administrators-only`, `services-only`, `service-not-allowed`
 */
export function requireAccess({ access, callers = [] }: Operation, principal: Principal): void {
  if (access === 'public') return;
  if (principal.kind === 'service') {
    if (callers.includes(principal.service)) return;
    throw new HttpError(403, 'service-not-allowed', `The ${principal.service} has no business here`);
  }
  if (access === 'service')
    throw new HttpError(403, 'services-only', 'Only services of the shop may call this');
  if (principal.kind === 'anonymous') throw notSignedIn();
  if (access === 'administrator' && !isAdministrator(principal)) {
    throw new HttpError(403, 'administrators-only', 'Only administrators may do this');
  }
}

/** 401: no token was given where one is needed. */
export function notSignedIn(): HttpError {
  return new HttpError(401, 'not-signed-in', 'This needs an access token: see POST /sessions', {
    headers: { 'www-authenticate': 'Bearer realm="webstore"' },
  });
}

/** 401: a token was given that is good for nothing (RFC 6750 §3.1). */
export function tokenRefused(code: 'invalid-token' | 'token-expired', detail: string): HttpError {
  return new HttpError(401, code, detail, {
    headers: {
      'www-authenticate': `Bearer realm="webstore", error="invalid_token", error_description="${detail}"`,
    },
  });
}
