import { expect } from 'chai';
import { SignedRefreshTokens } from '../../../src/infrastructure/security/signed-refresh-tokens.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';
import { AccountsWorld, GRACE_MS, type Instance } from './accounts-world.js';

describe('sessions', () => {
  const origin = { correlationId: 'test', causationId: 'test', actor: 'test' };
  let world: AccountsWorld;
  let instance: Instance;

  beforeEach(async () => {
    world = new AccountsWorld();
    instance = world.instance();
    await instance.register('ann', 'ann@example.com');
  });

  const signIn = () => instance.sessions.open('ann@example.com', 'secret', 'client', origin);
  const refresh = (token: string) => instance.sessions.refresh(token, origin);
  const outcome = (token: string): Promise<string> =>
    refresh(token).then(
      () => 'refreshed',
      (error: { code?: string }) => error.code ?? String(error),
    );

  it('give a pair of tokens for each refresh token', async () => {
    const first = await signIn();
    const second = await refresh(first.refreshToken);
    expect(second).to.include({ sessionId: first.sessionId, customerId: 'ann' });
    expect((await refresh(second.refreshToken)).refreshToken).to.not.equal(second.refreshToken);
  });

  it('go on when the process dies between an exchange and its answer', async () => {
    const { refreshToken } = await signIn();
    await refresh(refreshToken);
    instance = world.instance();
    world.advance(GRACE_MS - 1);
    const { refreshToken: next } = await refresh(refreshToken);
    world.advance(600_000);
    expect(await outcome(next)).to.equal('refreshed');
  });

  it('end, for the thief as for the owner, when an exchange is repeated too late', async () => {
    const { refreshToken: stolen } = await signIn();
    const { refreshToken } = await refresh(stolen);
    world.advance(GRACE_MS);
    expect(await outcome(stolen)).to.equal('refresh-token-refused');
    expect(await outcome(refreshToken)).to.equal('refresh-token-refused');
  });

  it('end however long ago the token that comes back was used', async () => {
    const { refreshToken: stolen } = await signIn();
    let token = stolen;
    for (let i = 0; i < 300; i += 1) token = (await refresh(token)).refreshToken;
    expect(await outcome(stolen)).to.equal('refresh-token-refused');
    expect(await outcome(token)).to.equal('refresh-token-refused');
  });

  it('allow no repetition of what was refreshed before anybody wrote down when', async () => {
    const { sessionId, refreshToken } = await signIn();
    const { refreshToken: next } = await refresh(refreshToken);
    const [opened, refreshed] = world.eventStore.eventsOf(`session-${sessionId}`);
    const { refreshedAt: _, ...data } = refreshed!.data as { refreshedAt: string };
    const historic = { ...refreshed!, data, metadata: { ...refreshed!.metadata, schemaVersion: 1 } };
    world = new AccountsWorld();
    instance = world.instance();
    await instance.register('ann', 'ann@example.com');
    await world.eventStore.append(`session-${sessionId}`, 'no-stream', [opened!, historic]);
    expect(await outcome(refreshToken)).to.equal('refresh-token-refused');
    expect(await outcome(next)).to.equal('refresh-token-refused');
  });

  it('do not hear of tokens that were never issued', async () => {
    const { sessionId, refreshToken } = await signIn();
    const foreign = new SignedRefreshTokens('another of thirty-two characters!', new SeededRandomness());
    expect(await outcome(foreign.issue(sessionId))).to.equal('refresh-token-refused');
    expect(await outcome(refreshToken)).to.equal('refreshed');
  });
});
