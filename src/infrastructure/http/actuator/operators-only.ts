import { Router } from 'express';
import { isAdministrator } from '../../../application/principal.js';
import { notSignedIn } from '../contract/access.js';
import { HttpError } from '../problems/http-error.js';
import type { Authenticator } from '../server/authenticator.js';

/** The service that stands for whoever runs the shop. */
const OPERATOR = 'operator';

/** Lets nobody but operators and administrators to what is under `path`. */
export function operatorsOnly(path: string, authenticator: Authenticator): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(path, async (request, _response, next) => {
    const principal = await authenticator.authenticate(request.headers.authorization);
    if (principal.kind === 'anonymous') throw notSignedIn();
    const isOperator = principal.kind === 'service' && principal.service === OPERATOR;
    if (!isOperator && !isAdministrator(principal)) {
      throw new HttpError(403, 'administrators-only', 'Only administrators and operators may do this');
    }
    next();
  });
  return router;
}
