import type { Principal } from '../../../application/principal.js';

/** Finds out who sent a request. */
export interface Authenticator {
  /**
   * @param authorization the header of this name; undefined when there is none
   * @throws HttpError 401 `invalid-token`, `token-expired`; 503 `sign-in-unavailable` while no key is known to check with
   */
  authenticate(authorization: string | undefined): Promise<Principal>;
}
