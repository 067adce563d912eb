import { QueryClient } from '@tanstack/react-query';
import { expect } from 'chai';
import { hearTabs, type TabChannel, tellingTabs } from '../../src/data/tab-news.js';

/** The channel between two tabs: what one posts, the other hears. */
function channels(): [TabChannel, TabChannel] {
  const listeners: ((event: { data: unknown }) => void)[][] = [[], []];
  const channel = (own: number): TabChannel => ({
    postMessage: (data) => listeners[1 - own]!.forEach((listener) => listener({ data })),
    addEventListener: (_, listener) => void listeners[own]!.push(listener),
  });
  return [channel(0), channel(1)];
}

/** What a tab knows of commands. */
class Tokens {
  consistentWith: string | undefined;
  readonly showAtLeast = (token: string): void => void (this.consistentWith = token);
}

describe('news between tabs', () => {
  async function afterCommand(meta: { changes?: readonly ['getCart'] }) {
    const [here, there] = channels();
    const [ours, theirs] = [new Tokens(), new Tokens()];
    const other = new QueryClient();
    other.setQueryData(['getCart', 'c'], 'old');
    other.setQueryData(['listOrders'], 'old');
    hearTabs(theirs, there, other);
    const client = new QueryClient({ mutationCache: tellingTabs(ours, here) });
    const command = client.getMutationCache().build(client, {
      mutationFn: async () => ours.showAtLeast('token'),
      meta,
    });
    await command.execute(undefined);
    const isStale = (key: string[]) => other.getQueryState(key)?.isInvalidated;
    return { theirs, cart: isStale(['getCart', 'c']), orders: isStale(['listOrders']) };
  }

  it('make stale what a command has changed, and nothing else, and let it be seen', async () => {
    const { theirs, cart, orders } = await afterCommand({ changes: ['getCart'] });
    expect([cart, orders]).to.deep.equal([true, false]);
    expect(theirs.consistentWith).to.equal('token');
  });

  it('are none when a command changes no query', async () => {
    const { theirs, cart } = await afterCommand({});
    expect(cart).to.equal(false);
    expect(theirs.consistentWith).to.equal(undefined);
  });
});
