import { expect } from 'chai';
import { ApiError } from '../../src/api/api-error.js';
import type { SignedIn } from '../../src/api/dtos.js';
import { type Session, sessionFrom } from '../../src/session/session.js';
import { SessionKeeper } from '../../src/session/session-keeper.js';
import { SessionStore } from '../../src/session/session-store.js';

const MINUTE = 60_000;

/** What all tabs of a browser share. */
class Browser {
  readonly texts = new Map<string, string>();
  readonly exchanged: string[] = [];
  now = 1_000_000;
  refusal: ApiError | undefined;
  #queue = Promise.resolve<unknown>(undefined);

  tab() {
    const store = new SessionStore(
      {
        getItem: (key) => this.texts.get(key) ?? null,
        setItem: (key, text) => void this.texts.set(key, text),
        removeItem: (key) => void this.texts.delete(key),
      },
      'session',
    );
    const keeper = new SessionKeeper({
      store,
      exchange: (token) => this.#exchange(token),
      exclusively: <T>(task: () => Promise<T>) => {
        const turn = this.#queue.then(task);
        this.#queue = turn.catch(() => undefined);
        return turn;
      },
      now: () => this.now,
    });
    return { store, keeper };
  }

  async #exchange(refreshToken: string): Promise<SignedIn> {
    this.exchanged.push(refreshToken);
    await Promise.resolve();
    if (this.refusal !== undefined) throw this.refusal;
    const n = this.exchanged.length + 1;
    const { sessionId, customerId, roles } = session(n, 0);
    return {
      accessToken: `access-${n}`,
      refreshToken: `refresh-${n}`,
      expiresIn: 600,
      sessionId,
      customerId,
      roles,
    };
  }
}

const session = (n: number, expiresAt: number): Session => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`,
  expiresAt,
  sessionId: 's',
  customerId: 'c',
  roles: ['customer'],
});

describe('SessionKeeper', () => {
  let browser: Browser;
  beforeEach(() => (browser = new Browser()));

  it('has no token while nobody is signed in', async () => {
    expect(await browser.tab().keeper.current()).to.equal(undefined);
  });

  it('uses a token while it is good for some time yet', async () => {
    const { store, keeper } = browser.tab();
    store.write(session(1, browser.now + MINUTE));
    expect(await keeper.current()).to.equal('access-1');
    expect(browser.exchanged).to.deep.equal([]);
  });

  it('gets the next pair before a token ends, once for all who ask in all tabs', async () => {
    const tabs = [browser.tab(), browser.tab(), browser.tab()];
    tabs[0]!.store.write(session(1, browser.now + 10_000));
    const tokens = await Promise.all(tabs.flatMap(({ keeper }) => [keeper.current(), keeper.current()]));
    expect(tokens).to.deep.equal(Array.from({ length: 6 }, () => 'access-2'));
    expect(browser.exchanged).to.deep.equal(['refresh-1']);
    expect(tabs[2]!.store.read()).to.deep.equal(session(2, browser.now + 10 * MINUTE));
  });

  it('replaces a token that was refused though it looked good', async () => {
    const { store, keeper } = browser.tab();
    store.write(session(1, browser.now + MINUTE));
    expect(await keeper.replace('access-1')).to.equal('access-2');
    expect(await keeper.replace('access-1')).to.equal('access-2');
    expect(browser.exchanged).to.deep.equal(['refresh-1']);
  });

  it('signs out when the refresh token is good for nothing', async () => {
    const { store, keeper } = browser.tab();
    store.write(session(1, 0));
    browser.refusal = new ApiError({ status: 401, code: 'refresh-token-refused', title: '', detail: '' });
    expect(await keeper.current()).to.equal(undefined);
    expect(store.read()).to.equal(undefined);
  });

  it('stays signed in while the shop is away', async () => {
    const { store, keeper } = browser.tab();
    store.write(session(1, 0));
    browser.refusal = ApiError.unreachable(undefined);
    expect(await keeper.current().catch((error: unknown) => error)).to.equal(browser.refusal);
    browser.refusal = undefined;
    expect(await keeper.current()).to.equal('access-3');
  });
});

describe('SessionStore', () => {
  it('tells of its own changes and of those by other tabs', () => {
    const { store } = new Browser().tab();
    let told = 0;
    const end = store.subscribe(() => (told += 1));
    store.write(session(1, 5));
    expect(store.read()).to.equal(store.read());
    store.write(undefined);
    end();
    store.write(session(1, 5));
    expect(told).to.equal(2);
  });

  it('takes nothing for a session that is none', () => {
    for (const text of ['', '{', '{}', 'null', '[]', JSON.stringify({ ...session(1, 5), roles: ['king'] })]) {
      expect(sessionFrom(text), text).to.equal(undefined);
    }
    expect(sessionFrom(JSON.stringify(session(1, 5)))).to.deep.equal(session(1, 5));
  });
});
