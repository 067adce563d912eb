import { expect } from 'chai';
import { TooManyAttemptsError } from '../../../src/application/customer-service/attempt-limiter.js';
import { MemoryAttemptLimiter } from '../../../src/infrastructure/security/memory-attempt-limiter.js';

describe('the limiter of attempts', () => {
  let limiter: MemoryAttemptLimiter;
  beforeEach(() => {
    limiter = new MemoryAttemptLimiter({
      ofClient: { failures: 3, seconds: 600 },
      ofAll: { failures: 7, seconds: 600 },
    });
  });

  const attempt = (client: string, result: 'in' | undefined, target = 'ann'): Promise<string | undefined> =>
    limiter
      .attempt({ target, client }, async () => result)
      .then(
        (answer) => answer ?? 'wrong',
        (error: unknown) => (error instanceof TooManyAttemptsError ? 'closed' : 'broken'),
      );
  const attempts = async (count: number, client: string, result?: 'in'): Promise<unknown[]> => {
    const answers: unknown[] = [];
    for (let i = 0; i < count; i += 1) answers.push(await attempt(client, result));
    return answers;
  };

  it('closes a target to the client that fails too often, and to no other', async () => {
    expect(await attempts(4, 'eve')).to.deep.equal(['wrong', 'wrong', 'wrong', 'closed']);
    expect(await attempt('eve', 'in')).to.equal('closed');
    expect(await attempt('ann', 'in')).to.equal('in');
    expect(await attempt('eve', 'in', 'bob')).to.equal('in');
  });

  it('takes the addresses of one IPv6 network for one client', async () => {
    for (let i = 1; i <= 3; i += 1) expect(await attempt(`2001:db8::${i}`, undefined)).to.equal('wrong');
    expect(await attempt('2001:db8::4', 'in')).to.equal('closed');
    expect(await attempt('2001:db8:0:1::4', 'in')).to.equal('in');
  });

  it('closes it to everybody when all together fail too often', async () => {
    for (const client of ['a', 'b']) await attempts(3, client);
    expect(await attempts(2, 'c')).to.deep.equal(['wrong', 'closed']);
    expect(await attempt('ann', 'in')).to.equal('closed');
    expect(await attempt('ann', 'in', 'bob')).to.equal('in');
  });

  it('takes no attempt that was refused for a failure of everybody', async () => {
    await attempts(50, 'eve');
    expect(await attempts(3, 'mallory')).to.deep.equal(['wrong', 'wrong', 'wrong']);
  });

  it('forgets the failures of a client that gets in, and only those', async () => {
    await attempts(2, 'ann');
    await attempts(3, 'eve');
    expect(await attempts(20, 'ann', 'in')).to.deep.equal(Array.from({ length: 20 }, () => 'in'));
    expect(await attempts(3, 'ann')).to.deep.equal(['wrong', 'wrong', 'closed']);
    expect(await attempt('eve', 'in')).to.equal('closed');
  });

  it('lets as many at once pass as one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 9 }, () => attempt('eve', undefined)));
    expect(answers.filter((answer) => answer === 'wrong')).to.have.lengthOf(3);
    const clients = Array.from({ length: 9 }, (_, i) => attempt(`one of many ${i}`, undefined));
    expect((await Promise.all(clients)).filter((answer) => answer === 'wrong')).to.have.lengthOf(4);
  });

  it('counts nothing that failed for another reason', async () => {
    for (let i = 0; i < 20; i += 1) {
      const broken = limiter.attempt({ target: 'ann', client: 'ann' }, () =>
        Promise.reject(new Error('away')),
      );
      expect(await broken.catch(({ message }: Error) => message)).to.equal('away');
    }
    expect(await attempt('ann', 'in')).to.equal('in');
  });
});
