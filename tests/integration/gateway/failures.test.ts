import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
  connect,
  createServer as createTcpServer,
} from 'node:net';
import { expect } from 'chai';
import { watchCircuitBreakers } from '../../../src/infrastructure/telemetry/circuit-breaker-metrics.js';
import { Metrics } from '../../../src/infrastructure/telemetry/metrics.js';
import { GatewayRig, PLAIN_BALANCING, StubServer } from './support/gateway-rig.js';
import { until } from '../services/support/until.js';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

describe('the gateway in front of instances that fail', function () {
  this.timeout(60_000);
  const stubs: StubServer[] = [];
  const servers: TcpServer[] = [];
  const sockets: Socket[] = [];
  let rig: GatewayRig | undefined;

  afterEach(async () => {
    await rig?.stop();
    rig = undefined;
    await Promise.all(stubs.splice(0).map((stub) => stub.kill()));
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) server.close();
  });

  const stub = async (answer: Answering, port = 0): Promise<StubServer> => {
    const started = await StubServer.start(answer, port);
    stubs.push(started);
    return started;
  };
  /** A server that answers every request with these bytes. */
  const raw = async (answer: string): Promise<{ port: number }> => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {}).on('data', () => socket.write(answer, 'latin1'));
      sockets.push(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    return server.address() as AddressInfo;
  };
  const start = async (
    services: readonly string[],
    rules: object = {},
    route: { filters?: string[] } = {},
    more: object[] = [],
  ): Promise<GatewayRig> => {
    rig = await GatewayRig.start({
      services: { things: services },
      rules: {
        loadBalancing: PLAIN_BALANCING,
        ...rules,
        routes: [...more, { id: 'things', uri: 'lb://things', predicates: ['Path=/**'], ...route }],
      },
    });
    return rig;
  };
  const ok: Answering = (request, response) => request.resume().on('end', () => response.end('ok'));
  const call = async (path = '/x', init: RequestInit = {}) => {
    const response = await fetch(rig!.url + path, init);
    const text = await response.text();
    const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : text;
    return { status: response.status, code, headers: response.headers };
  };

  it('hands on an answer without a body that tells a length', async () => {
    const { port } = await raw('HTTP/1.1 304 Not Modified\r\nEtag: "1"\r\nContent-Length: 5\r\n\r\n');
    await start([`http://127.0.0.1:${port}`]);
    for (let i = 0; i < 8; i += 1) {
      const { status, headers } = await call('/x', { headers: { 'if-none-match': '"1"' } });
      expect([status, headers.get('etag')]).to.deep.equal([304, '"1"']);
    }
  });

  it('answers also when the reason phrase of an answer is none', async () => {
    const { port } = await raw('HTTP/1.1 200 \u0001\u00e4\r\nContent-Length: 2\r\n\r\nok');
    await start([`http://127.0.0.1:${port}`]);
    expect(await call()).to.include({ status: 200, code: 'ok' });
  });

  it('ends a request that comes back to it', async () => {
    let reached = 0;
    const back = await stub((request, response) => {
      reached += 1;
      void fetch(rig!.url + request.url, { headers: { via: String(request.headers.via) } }).then(
        async (answer) => response.writeHead(answer.status).end(await answer.text()),
      );
    });
    await start([back.origin]);
    expect(await call('/x', { headers: { via: '1.1 another-proxy' } })).to.include({
      status: 508,
      code: 'loop-detected',
    });
    expect(reached).to.equal(1);
  });

  it('loses no idempotent request when one of two instances is killed under load', async () => {
    const [one, other] = [await stub(ok), await stub(ok)];
    const { port } = one;
    await start([one.origin, other.origin]);
    const failed: string[] = [];
    let sent = 0;
    const work = async (worker: number): Promise<void> => {
      for (let i = 0; i < 150; i += 1) {
        sent += 1;
        const isPost = i % 3 === 0;
        const answer = await call('/x', {
          method: isPost ? 'POST' : 'GET',
          headers: isPost ? { 'idempotency-key': `${worker}-${i}` } : {},
          ...(isPost ? { body: 'x' } : {}),
        });
        if (answer.status !== 200) failed.push(`${answer.status} ${answer.code}`);
      }
    };
    const load = Promise.all(Array.from({ length: 8 }, (_, worker) => work(worker)));
    await until(() => sent > 200);
    await one.kill();
    await until(() => sent > 600);
    await stub(ok, port);
    await load;
    expect(failed).to.deep.equal([]);
  });

  it('does not repeat what may have been done, and repeats what never arrived', async () => {
    let reached = 0;
    const dying = await stub((request) => {
      reached += 1;
      request.socket.destroy();
    });
    await start([dying.origin]);
    const post = { method: 'POST', body: 'x' };
    expect(await call('/x', post)).to.include({ status: 503, code: 'service-unavailable' });
    expect(reached).to.equal(1);
    expect(await call('/x', { ...post, headers: { 'if-match': '"1"' }, method: 'PUT' })).to.include({
      status: 503,
    });
    expect(reached).to.equal(2);
    expect(await call()).to.include({ status: 503 });
    expect(reached).to.equal(5);
    const { port } = dying;
    await dying.kill();
    const waiting = call('/x', post);
    await stub(ok, port);
    expect(await waiting).to.include({ status: 200 });
  });

  it('never sends more than a fifth of the requests again', async () => {
    let reached = 0;
    const dying = await stub((request) => {
      reached += 1;
      request.socket.destroy();
    });
    await start([dying.origin], { loadBalancing: { ...PLAIN_BALANCING, probeIntervalMs: 0 } });
    for (let i = 0; i < 100; i += 1) expect((await call()).status).to.equal(503);
    expect(reached).to.be.within(110, 100 + 20 + 10);
  });

  it('answers 503 with Retry-After when there is no instance', async () => {
    await start([]);
    const answer = await call();
    expect(answer).to.include({ status: 503, code: 'service-unavailable' });
    expect(answer.headers.get('retry-after')).to.equal('1');
    expect(answer.headers.get('trace-id')).to.match(/^[0-9a-f]{32}$/);
  });

  it('answers 504 when an instance hangs, without asking another', async () => {
    let reached = 0;
    const hanging: Answering = () => (reached += 1);
    await start([(await stub(hanging)).origin, (await stub(hanging)).origin], { answerTimeoutMs: 300 });
    expect(await call()).to.include({ status: 504, code: 'gateway-timeout' });
    expect(reached).to.equal(1);
  });

  it('goes on without an instance that answers nothing but errors', async () => {
    const broken = await stub((_, response) => response.writeHead(500).end());
    const loadBalancing = { ...PLAIN_BALANCING, rule: 'round-robin', ejectionMs: 60_000 };
    await start([broken.origin, (await stub(ok)).origin], { loadBalancing });
    const statuses: number[] = [];
    for (let i = 0; i < 60; i += 1) statuses.push((await call()).status);
    expect(statuses.filter((status) => status === 500).length).to.equal(5);
  });

  it('asks another instance after a status that its route names', async () => {
    const busy = await stub((_, response) => response.writeHead(503).end('busy'));
    await start([busy.origin, (await stub(ok)).origin], {}, { filters: ['Retry=3,503'] });
    for (let i = 0; i < 10; i += 1) expect((await call()).status).to.equal(200);
  });

  it('opens the circuit of a route, answers from its fallback, and closes it again', async () => {
    let isBroken = true;
    const things = await stub((_, response) => response.writeHead(isBroken ? 500 : 200).end('things'));
    const spare = await stub((request, response) => response.end(`spare ${request.url}`));
    await start(
      [things.origin],
      {
        circuitBreaker: { minimumNumberOfCalls: 4, waitInOpenStateMs: 300, permittedCallsInHalfOpenState: 1 },
      },
      { filters: ['CircuitBreaker=things,forward:/sorry'] },
      [{ id: 'spare', uri: spare.origin, predicates: ['Path=/sorry'] }],
    );
    for (let i = 0; i < 4; i += 1) expect((await call()).status).to.equal(500);
    expect((await call()).code).to.equal('spare /sorry');
    isBroken = false;
    await until(async () => (await call()).code === 'things');
  });

  it('answers with a problem while a circuit without fallback is open', async () => {
    const things = await stub((_, response) => response.writeHead(500).end());
    await start([things.origin], {}, { filters: ['CircuitBreaker=things'] });
    for (let i = 0; i < 5; i += 1) await call();
    const answer = await call();
    expect(answer).to.include({ status: 503, code: 'circuit-open' });
    expect(answer.headers.get('retry-after')).to.equal('1');
  });

  it('shows the circuits of routes in its metrics under Resilience4j’s names, from the beginning', async () => {
    const things = await stub((_, response) => response.writeHead(500).end());
    await start([things.origin], {}, { filters: ['CircuitBreaker=things'] });
    const metrics = new Metrics('gateway');
    watchCircuitBreakers(metrics, () => rig!.breakers.all);
    const shown = async (): Promise<string[]> => {
      const lines = (await metrics.text()).text.split('\n');
      return lines.filter((line) =>
        /^resilience4j_circuitbreaker_(state|calls_seconds_c|not_p).* [1-9]/.test(line),
      );
    };
    expect(await shown()).to.deep.equal([
      'resilience4j_circuitbreaker_state{name="things",state="closed",service="gateway"} 1',
    ]);
    for (let i = 0; i < 7; i += 1) await call();
    expect(await shown()).to.deep.equal([
      'resilience4j_circuitbreaker_state{name="things",state="open",service="gateway"} 1',
      'resilience4j_circuitbreaker_calls_seconds_count{name="things",kind="failed",service="gateway"} 5',
      'resilience4j_circuitbreaker_not_permitted_calls_total{name="things",kind="not_permitted",service="gateway"} 2',
    ]);
  });

  it('limits rate and size where a route says so', async () => {
    await start([(await stub(ok)).origin], {}, { filters: ['RequestRateLimiter=1,2', 'RequestSize=10B'] });
    expect(await call('/x', { method: 'POST', body: 'x'.repeat(11) })).to.include({ status: 413 });
    expect(await call()).to.include({ status: 200 });
    const answer = await call();
    expect(answer).to.include({ status: 429, code: 'rate-limit-exceeded' });
    expect(answer.headers.get('retry-after')).to.equal('1');
  });

  it('lets what is in flight end when it stops, and takes no more', async () => {
    let release: (() => void) | undefined;
    const slow = await stub((_, response) => (release = () => response.end('late')));
    const { url, port } = await start([slow.origin]);
    const waiting = fetch(`${url}/x`);
    await until(() => release !== undefined);
    const stopping = rig!.stop();
    rig = undefined;
    const refused = connect(port, '127.0.0.1');
    await once(refused, 'error');
    release?.();
    const response = await waiting;
    expect(await response.text()).to.equal('late');
    expect(response.headers.get('connection')).to.equal('close');
    await stopping;
  });

  it('forgets a request whose client has gone', async () => {
    let closed = false;
    let reached = false;
    const slow = await stub((_, response) => {
      reached = true;
      response.once('close', () => (closed = true));
    });
    await start([slow.origin]);
    const gone = new AbortController();
    const waiting = fetch(`${rig!.url}/x`, { signal: gone.signal }).catch(() => 'gone');
    await until(() => reached);
    gone.abort();
    expect(await waiting).to.equal('gone');
    await until(() => closed);
    expect(rig!.balancer.status()[0]).to.include({ inFlight: 0, out: false });
  });
});
