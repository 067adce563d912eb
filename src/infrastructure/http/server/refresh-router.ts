import { Router } from 'express';
import type { ConfigurationRefresher } from '../../configuration/configuration-refresher.js';
import { ConfigurationUnavailableError } from '../../configuration/configuration-unavailable-error.js';
import { SettingsError } from '../../configuration/settings-error.js';
import { HttpError, unavailable } from '../problems/http-error.js';
import { send } from './answer.js';

/**
 * `POST /actuator/refresh`: takes the configuration anew and answers, as Spring does, the list of the keys that changed;
 * the header `restart-required` names those that hold only after a restart. An invalid change is refused with 409
 * `settings-refused`, a config server that is away is 503 `configuration-unavailable`: either way all stays as it was.
 */
export function refreshRouter(refresher: ConfigurationRefresher): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.post('/actuator/refresh', async (_, response) => {
    response.locals['route'] = '/actuator/refresh';
    const { changed, restartRequired } = await refresher.refresh().catch((error: unknown) => {
      throw httpErrorOf(error);
    });
    const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
    if (restartRequired.length > 0) headers['restart-required'] = restartRequired.map(encodeURI).join(', ');
    send(response, { status: 200, headers, body: JSON.stringify(changed) });
  });
  return router;
}

function httpErrorOf(error: unknown): unknown {
  if (error instanceof SettingsError) {
    return new HttpError(409, 'settings-refused', error.message, { cause: error });
  }
  if (error instanceof ConfigurationUnavailableError) {
    return unavailable('configuration-unavailable', error.message, error);
  }
  return error;
}
