import { ApiClient } from '../api/api-client.js';
import type { Access } from './session-context.js';
import { SessionKeeper } from './session-keeper.js';
import { SessionStore } from './session-store.js';
import { tabLock } from './tab-lock.js';

/** The API with the session of one part of the web, kept in the browser. */
export function openAccess(part: 'shop' | 'console'): Access {
  const key = `webstore.session.${part}`;
  const store = new SessionStore(localStorage, key, window);
  const tokens = new SessionKeeper({
    store,
    exchange: (refreshToken) => api.call('refreshSession', { body: { refreshToken } }),
    exclusively: tabLock(key),
    now: () => Date.now(),
  });
  const api = new ApiClient({ tokens });
  return { api, store };
}
