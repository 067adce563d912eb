import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { WebSocket, WebSocketServer } from 'ws';
import { GatewayRig, StubServer } from './support/gateway-rig.js';
import { rawRequest } from '../../support/raw-request.js';

const MEGABYTE = 1024 * 1024;
const SIZE = 100 * MEGABYTE;

describe('what the gateway lets stream', function () {
  this.timeout(60_000);
  let service: StubServer;
  let sockets: WebSocketServer;
  let rig: GatewayRig;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeEach(async () => {
    service = await StubServer.start((request, response) => answer(request, response));
    sockets = new WebSocketServer({ server: service.server });
    rig = await GatewayRig.start({
      rules: {
        routes: [
          {
            id: 'large',
            uri: service.origin,
            predicates: ['Path=/large/**'],
            filters: ['RequestSize=200MB'],
          },
          { id: 'all', uri: service.origin, predicates: ['Path=/**'] },
        ],
      },
    });
  });
  afterEach(async () => {
    for (const socket of sockets.clients) socket.terminate();
    await rig.stop();
    await service.kill();
  });

  /** The most memory that is held in buffers while `work` is done, beside what only waits for its collection; in bytes. */
  async function memoryOf(work: () => Promise<void>): Promise<number> {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as (options: { type: 'minor' }) => void;
    const held = (): number => {
      collectGarbage({ type: 'minor' });
      return process.memoryUsage().arrayBuffers;
    };
    const before = held();
    let most = before;
    const timer = setInterval(() => (most = Math.max(most, held())), 50);
    await work().finally(() => clearInterval(timer));
    return most - before;
  }

  async function upload(path: string, headers: Record<string, string | number>): Promise<IncomingMessage> {
    const outgoing = httpRequest(rig.url + path, { method: 'POST', headers });
    const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
    const chunk = Buffer.alloc(64 * 1024);
    function* chunks(): Generator<Buffer> {
      for (let sent = 0; sent < SIZE; sent += chunk.length) yield chunk;
    }
    pipeline(Readable.from(chunks()), outgoing).catch(() => {});
    const [response] = await answered;
    return response.resume();
  }

  for (const [how, headers] of [
    ['of known length', { 'content-length': SIZE }],
    ['in chunks', {}],
  ] as const) {
    it(`hands on an upload of 100 MB ${how} without keeping it`, async () => {
      let received = 0;
      answer = (request, response) => {
        request.on('data', (chunk: Buffer) => (received += chunk.length));
        request.on('end', () => response.end());
      };
      const memory = await memoryOf(async () => {
        expect((await upload('/large/file', headers)).statusCode).to.equal(200);
      });
      expect(received).to.equal(SIZE);
      expect(memory).to.be.below(SIZE / 2);
    });
  }

  it('hands on a download of 100 MB no faster than it is read', async () => {
    let sent = 0;
    answer = (_, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      function* chunks(): Generator<Buffer> {
        for (; sent < SIZE; sent += chunk.length) yield chunk;
      }
      void pipeline(Readable.from(chunks()), response);
    };
    const memory = await memoryOf(async () => {
      const outgoing = httpRequest(`${rig.url}/file`).end();
      const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
      response.pause();
      let before = -1;
      while (before !== sent) {
        before = sent;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(sent).to.be.below(SIZE / 2);
      let received = 0;
      response.on('data', (chunk: Buffer) => (received += chunk.length));
      response.resume();
      await once(response, 'end');
      expect(received).to.equal(SIZE);
    });
    expect(memory).to.be.below(SIZE / 2);
  });

  it('refuses more than a route takes, also when its length was not told', async () => {
    answer = (request, response) => request.resume().on('end', () => response.end());
    const outgoing = httpRequest(`${rig.url}/file`, { method: 'POST' });
    outgoing.on('error', () => {});
    const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
    outgoing.end(Buffer.alloc(300 * 1024));
    expect((await answered)[0].resume().statusCode).to.equal(413);
  });

  it('passes on each server-sent event at once', async () => {
    let stream: ServerResponse | undefined;
    answer = (_, response) => {
      stream = response;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
    };
    const response = await fetch(`${rig.url}/events`);
    expect(response.headers.get('content-type')).to.equal('text/event-stream');
    const reader = response.body!.getReader();
    for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
      stream?.write(event);
      expect(new TextDecoder().decode((await reader.read()).value)).to.equal(event);
    }
    const gone = once(stream!, 'close');
    await reader.cancel();
    await gone;
  });

  it('breaks off an answer that its service breaks off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    };
    const response = await fetch(`${rig.url}/x`);
    const error = await response.text().catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(Error);
  });

  it('carries WebSocket messages both ways', async () => {
    sockets.on('connection', (socket, request) => {
      expect(request.headers['x-forwarded-for']).to.equal('127.0.0.1');
      socket.on('message', (data) => socket.send(`echo ${String(data)}`));
    });
    const client = new WebSocket(`ws://127.0.0.1:${rig.port}/talk`);
    await once(client, 'open');
    for (const word of ['one', 'two']) {
      client.send(word);
      expect(String((await once(client, 'message'))[0])).to.equal(`echo ${word}`);
    }
    const [server] = [...sockets.clients];
    client.terminate();
    await once(server!, 'close');
  });

  it('answers an upgrade that its service does not want as the service does', async () => {
    sockets.options.verifyClient = (_: unknown, done: (ok: boolean, status: number) => void) =>
      done(false, 401);
    const client = new WebSocket(`ws://127.0.0.1:${rig.port}/talk`);
    const [, response] = (await once(client, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(response.statusCode).to.equal(401);
    client.on('error', () => {});
    client.terminate();
  });

  it('passes over the offer to speak HTTP/2', async () => {
    answer = (request, response) => response.end(request.headers.upgrade ?? 'plain');
    const offer = 'GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';
    expect((await rawRequest(rig.port, offer)).body).to.equal('plain');
  });
});
