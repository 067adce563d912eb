import { expect } from 'chai';
import {
  InvalidConsistencyTokenError,
  consistencyToken,
} from '../../../src/application/consistency-token.js';
import { httpErrorOf } from '../../../src/infrastructure/http/problems/http-error-of.js';
import { awaitToken } from '../../../src/services/runtime/consistency.js';

describe('a query with a consistency token', () => {
  const asked: bigint[] = [];
  const readModel = (reached: boolean) => ({
    waitFor: async (position: bigint) => {
      asked.push(position);
      return reached;
    },
  });
  const errorOf = (call: Promise<void>): Promise<unknown> =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    );
  beforeEach(() => asked.splice(0));

  it('waits for the position behind the token', async () => {
    await awaitToken(readModel(true), consistencyToken(42n));
    expect(asked).to.deep.equal([42n]);
  });

  it('waits for nothing without one', async () => {
    await awaitToken(readModel(false), undefined);
    expect(asked).to.deep.equal([]);
  });

  it('answers 503 with Retry-After when the read model stays behind', async () => {
    const error = httpErrorOf(await errorOf(awaitToken(readModel(false), consistencyToken(42n))));
    expect(error).to.include({ status: 503, code: 'read-model-behind' });
    expect(error.headers).to.deep.equal({ 'retry-after': '1' });
  });

  it('refuses what is no token', async () => {
    expect(await errorOf(awaitToken(readModel(true), 'x'))).to.be.instanceOf(InvalidConsistencyTokenError);
  });
});
