import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { StreamedEvent } from '../../../src/infrastructure/http/contract/handlers.js';
import { HttpError } from '../../../src/infrastructure/http/problems/http-error.js';
import {
  EventStreams,
  type EventStreamLimits,
} from '../../../src/infrastructure/http/server/event-streams.js';
import { until } from './support/until.js';

type Events = (signal: AbortSignal) => AsyncIterable<StreamedEvent<unknown>>;

function nothing(signal: AbortSignal): AsyncIterable<StreamedEvent<unknown>> {
  const next = async (): Promise<IteratorReturnResult<undefined>> => {
    if (!signal.aborted) await once(signal, 'abort');
    return { done: true, value: undefined };
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

async function* two(): AsyncGenerator<StreamedEvent<unknown>> {
  yield { id: '1', data: { text: 'a\nb' } };
  yield { id: '2', data: [] };
}

describe('EventStreams', () => {
  let server: Server;
  let streams: EventStreams;
  let failures: unknown[];

  async function serve(events: Events, limits: EventStreamLimits = {}): Promise<void> {
    streams = new EventStreams(limits);
    failures = [];
    server = createServer((request, response) => {
      const caller = request.headers.authorization ?? 'ann';
      streams
        .send(request, response, caller, events, (error) => failures.push(error))
        .catch((error: unknown) => {
          const { status, code } = error as HttpError;
          response.writeHead(status).end(code);
        });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }

  afterEach(() => {
    streams.close();
    server.closeAllConnections();
    server.close();
  });

  async function open(caller = 'ann'): Promise<IncomingMessage> {
    const { port } = server.address() as AddressInfo;
    const request = get({ port, host: '127.0.0.1', headers: { authorization: caller } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response;
  }

  async function textOf(response: IncomingMessage): Promise<string> {
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return text;
  }

  it('sends each event with its id and ends with them', async () => {
    await serve(two);
    const response = await open();
    expect(response.headers['content-type']).to.equal('text/event-stream');
    expect(response.headers['cache-control']).to.equal('no-store');
    expect(await textOf(response)).to.equal(
      'retry: 1000\n\nid: 1\ndata: {"text":"a\\nb"}\n\nid: 2\ndata: []\n\n',
    );
    expect(streams.size).to.equal(0);
  });

  it('shows that it is alive', async () => {
    await serve(nothing, { heartbeatMs: 5, longestMs: 200 });
    expect(await textOf(await open())).to.match(/^retry: 1000\n\n(:\n\n)+$/);
  });

  it('lets go when the client hangs up', async () => {
    await serve(nothing);
    const response = await open();
    expect(streams.size).to.equal(1);
    response.destroy();
    await until(() => streams.size === 0);
  });

  it('keeps the pace of a client that does not read', async () => {
    let made = 0;
    await serve(async function* endless() {
      for (;;) yield { id: String((made += 1)), data: 'x'.repeat(100_000) };
    });
    const response = await open();
    response.pause();
    let before = -1;
    await until(async () => {
      const standsStill = made === before;
      before = made;
      await new Promise((resolve) => setImmediate(resolve));
      return standsStill && made > 1;
    });
    expect(made).to.be.below(1_000);
    response.destroy();
    await until(() => streams.size === 0);
  });

  it('opens no more than it may, for one and for all', async () => {
    await serve(nothing, { streams: 3, streamsEach: 2 });
    await open('ann');
    await open('ann');
    const third = await open('ann');
    expect([third.statusCode, await textOf(third)]).to.deep.equal([429, 'too-many-streams-of-yours']);
    await open('bob');
    const fourth = await open('eve');
    expect([fourth.statusCode, await textOf(fourth)]).to.deep.equal([503, 'too-many-streams']);
  });

  it('ends every stream when it closes', async () => {
    await serve(nothing);
    const response = await open();
    streams.close();
    expect(await textOf(response)).to.equal('retry: 1000\n\n');
    expect((await open()).statusCode).to.equal(503);
  });

  it('tells of an error in the middle and ends the stream', async () => {
    const error = new Error('broken');
    await serve(async function* broken() {
      yield { id: '1', data: 1 };
      throw error;
    });
    expect(await textOf(await open())).to.contain('id: 1');
    expect(failures).to.deep.equal([error]);
  });
});
