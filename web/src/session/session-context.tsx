import { createContext, use, useSyncExternalStore } from 'react';
import type { ApiClient } from '../api/api-client.js';
import { isAdministrator, type Session, sessionOf } from './session.js';
import type { SessionStore } from './session-store.js';

/** What every page has at hand. */
export interface Access {
  readonly api: ApiClient;
  readonly store: SessionStore;
}

export const AccessContext = createContext<Access | undefined>(undefined);

/** Who is signed in, and how to change that. */
export interface SessionControls {
  readonly session: Session | undefined;
  readonly isAdministrator: boolean;
  /** @throws ApiError 401 `wrong-credentials`, 429 `too-many-attempts` */
  signIn(email: string, password: string): Promise<Session>;
  /** Here and, as far as it can be reached, at the shop. */
  signOut(): Promise<void>;
}

/** The API, for what the hooks in `data/` do not do. */
export function useApi(): ApiClient {
  return useAccess().api;
}

/** The session of this part of the web; the component renders anew when it changes, in whatever tab. */
export function useSession(): SessionControls {
  const { api, store } = useAccess();
  const session = useSyncExternalStore(store.subscribe, store.read);
  return {
    session,
    isAdministrator: isAdministrator(session),
    async signIn(email, password) {
      const next = sessionOf(await api.call('openSession', { body: { email, password } }), Date.now());
      store.write(next);
      return next;
    },
    async signOut() {
      await api.call('closeSession', { params: { sessionId: 'current' } }).catch(() => undefined);
      store.write(undefined);
    },
  };
}

function useAccess(): Access {
  const access = use(AccessContext);
  if (access === undefined) throw new Error('There is no access outside of a part of the web');
  return access;
}
