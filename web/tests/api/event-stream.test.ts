import { expect } from 'chai';
import { ApiError } from '../../src/api/api-error.js';
import { eventStream, type StreamStatus } from '../../src/api/event-stream.js';

const events = (...texts: string[]) => new Response(texts.join(''));
const over = () => new Response(null, { status: 204 });

/** Follows a stream whose connections are answered in turn. */
async function follow(answers: (Response | Error)[], takes = Infinity) {
  const asked: (string | undefined)[] = [];
  const waits: number[] = [];
  const statuses: StreamStatus[] = [];
  const ending = new AbortController();
  const taken: unknown[] = [];
  const stream = eventStream({
    open: async (lastEventId) => {
      asked.push(lastEventId);
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    signal: ending.signal,
    onStatus: (status) => statuses.push(status),
    pause: async (ms) => void waits.push(ms),
  });
  for await (const event of stream) if (taken.push(event) >= takes) ending.abort();
  return { asked, waits, statuses, taken };
}

describe('eventStream', () => {
  it('goes on behind the last event over several connections, until nothing is to come', async () => {
    const { asked, taken, waits, statuses } = await follow([
      events('retry: 20\n\n', 'id: 0\ndata: {"n":1}\n\n', ':\n\n', 'id: 1\ndata: {"n":2}\n\n'),
      events('id: 2\ndata: {"n":3}\n\n'),
      over(),
    ]);
    expect(taken).to.deep.equal([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(asked).to.deep.equal([undefined, '1', '2']);
    expect(waits).to.deep.equal([20, 20]);
    expect(statuses).to.deep.equal(['connecting', 'live', 'interrupted', 'live', 'interrupted', 'over']);
  });

  it('comes again later each time while the shop is away, and as it says', async () => {
    const away = () => ApiError.unreachable(undefined);
    const full = new ApiError({
      status: 503,
      code: 'too-many-streams',
      title: '',
      detail: '',
      retryAfterMs: 60_000,
    });
    const { waits } = await follow([away(), away(), full, over()]);
    expect(waits).to.deep.equal([2_000, 4_000, 60_000]);
  });

  it('gives up when it is refused for good', async () => {
    const refusal = new ApiError({ status: 404, code: 'order-not-found', title: '', detail: '' });
    const error = await follow([refusal]).catch((thrown: unknown) => thrown);
    expect(error).to.equal(refusal);
  });

  it('ends when it is told to', async () => {
    const { taken, statuses } = await follow([events('data: 1\n\n', 'data: 2\n\n')], 1);
    expect(taken).to.include(1);
    expect(statuses.at(-1)).to.equal('over');
  });
});
