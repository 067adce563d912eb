import { connect } from 'node:net';
import { expect } from 'chai';
import * as fc from 'fast-check';
import 'reflect-metadata';
import { EventStoreUnavailableError } from '../../../src/application/event-store-unavailable-error.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import { NotFoundError } from '../../../src/domain/not-found-error.js';
import { until } from './support/until.js';
import type { Problem } from '../../../src/infrastructure/http/problems/problem.js';
import { startThingService, type ThingHandlers, type ThingService } from './support/thing-service.js';

const thing = { name: 'lamp', price: { amount: 100, currency: 'EUR' } };

describe('HTTP conventions', () => {
  let service: ThingService;
  let make: ThingHandlers['makeThing'] | undefined;

  before(async () => {
    service = await startThingService({
      makeThing: async (call) => (make === undefined ? { body: { thingId: 'a', count: 1 } } : make(call)),
    });
  });
  afterEach(() => {
    make = undefined;
    service.unexpected.length = 0;
  });
  after(() => service.server.close());

  const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    fetch(`${service.url}/things`, { method: 'POST', body, headers });

  async function problemOf(response: Response, status: number, code: string): Promise<Problem> {
    const problem = (await response.json()) as Problem;
    expect(response.status, JSON.stringify(problem)).to.equal(status);
    expect(response.headers.get('content-type')).to.equal('application/problem+json');
    expect(problem).to.include({ status, code, type: `urn:webstore:problem:${code}` });
    expect(problem.traceId).to.match(/^[0-9a-f]{32}$/);
    expect(problem.title).to.match(/^[A-Z]/);
    expect(problem.instance).to.match(/^\//);
    return problem;
  }

  describe('bodies', () => {
    it('takes a proper one', async () => {
      expect((await post(JSON.stringify(thing))).status).to.equal(201);
    });
    it('refuses malformed JSON', async () => {
      await problemOf(await post('{"name": '), 400, 'malformed-json');
    });
    it('refuses bytes that are not UTF-8', async () => {
      const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
      const response = await fetch(`${service.url}/things`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      await problemOf(response, 400, 'malformed-json');
    });
    for (const [what, body] of [
      ['an array', '[]'],
      ['null', 'null'],
      ['a number', '1'],
      ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000)],
      ['deep nesting of a member', `{"name":${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}}`],
    ] as const) {
      it(`refuses ${what}`, async () => {
        await problemOf(await post(body), 400, 'validation-failed');
      });
    }
    it('refuses no body where one is needed', async () => {
      const problem = await problemOf(
        await fetch(`${service.url}/things`, { method: 'POST' }),
        400,
        'validation-failed',
      );
      expect(problem.errors).to.deep.equal([{ path: '', message: 'must be a JSON object' }]);
    });
    it('names every broken rule with its path', async () => {
      const body = {
        name: ' ',
        price: { amount: -1.5, currency: 'euro' },
        parts: [{ quantity: '2' }],
        colour: 'red',
      };
      const problem = await problemOf(await post(JSON.stringify(body)), 400, 'validation-failed');
      expect(new Set(problem.errors?.map(({ path }) => path))).to.deep.equal(
        new Set(['name', 'price.amount', 'price.currency', 'parts.0.quantity', 'colour']),
      );
    });
    for (const price of [
      null,
      [],
      [{ amount: 1, currency: 'EUR' }],
      'EUR',
      { amount: 1 },
      { amount: 1, currency: 'EUR', x: 1 },
    ]) {
      it(`refuses ${JSON.stringify(price)} as a price`, async () => {
        await problemOf(await post(JSON.stringify({ ...thing, price })), 400, 'validation-failed');
      });
    }
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      it(`refuses ${name}, which every object has, as it refuses any unknown property`, async () => {
        const problem = await problemOf(
          await post(`{"name":"lamp","price":{"amount":1,"currency":"EUR","${name}":1}}`),
          400,
          'validation-failed',
        );
        expect(problem.errors).to.deep.equal([{ path: `price.${name}`, message: 'is not known here' }]);
        const query = await fetch(`${service.url}/things/a?${name}=1`);
        expect((await problemOf(query, 400, 'validation-failed')).errors?.[0]?.path).to.equal(name);
      });
    }
    it('refuses half a character, which no read model could give back', async () => {
      for (const [name, status] of [
        ['\\ud83d', 400],
        ['\\ude00\\ud83d', 400],
        ['\\ud83d\\ude00', 201],
      ] as const) {
        const response = await post(`{"name":"${name}","price":{"amount":1,"currency":"EUR"}}`);
        expect(response.status, name).to.equal(status);
        if (status === 201) continue;
        const { errors } = await problemOf(response, 400, 'validation-failed');
        expect(errors).to.deep.equal([{ path: 'name', message: 'must be well-formed Unicode' }]);
      }
    });
    it('refuses control characters in a name, which ends up in lines of text', async () => {
      for (const name of ['a\r\nBcc: b@c.example', 'a\u0000', '\u007f']) {
        const body = JSON.stringify({ ...thing, name });
        const problem = await problemOf(await post(body), 400, 'validation-failed');
        expect(problem.errors?.map(({ path }) => path)).to.include('name');
      }
    });
    it('refuses a currency that ISO 4217 does not know', async () => {
      for (const currency of ['ZZZ', 'eur', 'EURO', '']) {
        const body = JSON.stringify({ ...thing, price: { amount: 1, currency } });
        const problem = await problemOf(await post(body), 400, 'validation-failed');
        expect(problem.errors?.map(({ path }) => path)).to.include('price.currency');
      }
      for (const currency of ['USD', 'JPY', 'BHD', 'CHF']) {
        const body = JSON.stringify({ ...thing, price: { amount: 1, currency } });
        expect((await post(body)).status, currency).to.equal(201);
      }
    });
    it('refuses what is not JSON also where no body is needed', async () => {
      const touch = (body: string, type = 'application/json') =>
        fetch(`${service.url}/things/a`, { method: 'PUT', body, headers: { 'content-type': type } });
      await problemOf(await touch('{"name": '), 400, 'malformed-json');
      await problemOf(await touch('name=lamp', 'text/plain'), 415, 'unsupported-media-type');
      await problemOf(await touch('x'.repeat(256 * 1024 + 1)), 413, 'body-too-large');
      expect((await touch('{}')).status).to.equal(204);
      expect((await touch('')).status).to.equal(204);
    });
    it('refuses null where a value may only be absent', async () => {
      await problemOf(await post(JSON.stringify({ ...thing, parts: null })), 400, 'validation-failed');
    });
    it('refuses other media types, charsets and compression', async () => {
      const body = JSON.stringify(thing);
      for (const headers of [
        { 'content-type': 'text/plain' },
        { 'content-type': 'application/jsonx' },
        { 'content-type': 'application/json; charset=latin1' },
        { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      ] as Record<string, string>[]) {
        await problemOf(await post(body, headers), 415, 'unsupported-media-type');
      }
    });
    it('takes a JSON type with charset or suffix', async () => {
      for (const type of ['application/json; charset=UTF-8', 'application/merge-patch+json']) {
        expect((await post(JSON.stringify(thing), { 'content-type': type })).status).to.equal(201);
      }
    });
    it('refuses more than 256 KiB, and its sender sees the answer', async () => {
      await problemOf(await post('x'.repeat(256 * 1024 + 1)), 413, 'body-too-large');
      await problemOf(await post('x'.repeat(5 * 1024 * 1024)), 413, 'body-too-large');
    });
    it('refuses more than 256 KiB of unannounced length', async () => {
      const chunk = new TextEncoder().encode('x'.repeat(64 * 1024));
      let left = 20;
      const body = new ReadableStream({
        pull: (controller) => (left-- > 0 ? controller.enqueue(chunk) : controller.close()),
      });
      const response = await fetch(`${service.url}/things`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
        duplex: 'half',
      } as RequestInit);
      await problemOf(response, 413, 'body-too-large');
    });
    it('answers 201 or 400 to anything that JSON can say, and nothing is unexpected', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.record({ name: fc.json(), price: fc.json() }, { requiredKeys: [] }),
          fc.json(),
          async (some, any) => {
            const text = `{${Object.entries(some)
              .map(([key, value]) => `"${key}":${value}`)
              .concat(`"__proto__":${any}`, `"constructor":${any}`)
              .join(',')}}`;
            const response = await post(text);
            await response.text();
            expect(response.status).to.be.oneOf([201, 400]);
          },
        ),
        { numRuns: 100 },
      );
      expect(service.unexpected).to.deep.equal([]);
    });
  });

  describe('paths and methods', () => {
    it('knows no other path', async () => {
      await problemOf(await fetch(`${service.url}/nothing?x=1`), 404, 'route-not-found');
    });
    it('names the methods of a resource', async () => {
      const response = await fetch(`${service.url}/things/a`, { method: 'DELETE' });
      await problemOf(response, 405, 'method-not-allowed');
      expect(response.headers.get('allow')).to.equal('PUT, GET, HEAD');
    });
    it('answers 404 to what can not be an id', async () => {
      for (const id of ['a%00b', 'a%2F..%2Fb', '-', 'x'.repeat(65), '%20']) {
        await problemOf(await fetch(`${service.url}/things/${id}`), 404, 'thing-not-found');
      }
    });
    it('refuses broken percent-encoding', async () => {
      await problemOf(await fetch(`${service.url}/things/%E0%A4%A`), 400, 'malformed-path');
    });
    const answerTo = (bytes: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(new URL(service.url).port), '127.0.0.1', () => socket.write(bytes));
        let text = '';
        socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
        socket.on('close', () => resolve(text));
        socket.on('error', reject);
      });
    it('answers what is no HTTP with 400', async () => {
      expect(await answerTo('NONSENSE\r\n\r\n'))
        .to.match(/^HTTP\/1\.1 400 /)
        .and.contain('"code":"malformed-request"');
    });
    it('answers an expectation that it does not know with 417', async () => {
      const headers = 'Host: a\r\nContent-Length: 2\r\nContent-Type: application/json';
      const answer = await answerTo(`POST /things?a=b HTTP/1.1\r\n${headers}\r\nExpect: x\r\n\r\n{}`);
      expect(answer).to.match(/^HTTP\/1\.1 417 Expectation Failed\r\n/);
      expect(answer).to.contain('application/problem+json');
      expect(answer).to.contain('"instance":"/things","code":"expectation-failed"');
    });
    it('goes on when it is expected to', async () => {
      const body = JSON.stringify(thing);
      const headers = `Host: a\r\nConnection: close\r\nContent-Length: ${body.length}`;
      const head = `POST /things HTTP/1.1\r\n${headers}\r\nContent-Type: application/json`;
      const answer = await answerTo(`${head}\r\nExpect: 100-continue\r\n\r\n${body}`);
      expect(answer).to.match(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /);
    });
  });

  describe('queries', () => {
    const get = (query: string) => fetch(`${service.url}/things/a${query}`);
    it('answer with ETag', async () => {
      const response = await get('?limit=100');
      expect(response.status).to.equal(200);
      expect(response.headers.get('etag')).to.equal('"3"');
      expect(await response.json()).to.deep.include({ thingId: 'a' });
    });
    for (const query of ['?limit=0', '?limit=101', '?limit=1.5', '?limit=', '?limit=0x10', '?colour=red']) {
      it(`refuse ${query}`, async () => {
        await problemOf(await get(query), 400, 'validation-failed');
      });
    }
    for (const query of ['?cursor=%zz', '?cursor=%f', '?cursor=%ff%fe', '?%c3=1', '?cursor=%ed%a0%80']) {
      it(`refuse what is not properly encoded: ${query}`, async () => {
        await problemOf(await get(query), 400, 'malformed-query');
      });
    }
    it('take what is', async () => {
      expect((await get('?cursor=%25+%c3%a9')).status).to.equal(200);
    });
  });

  describe('repeated parameters', () => {
    for (const [query, path] of [
      ['?limit=1&limit=2', 'limit'],
      ['?limit=1&cursor=a&cursor=a', 'cursor'],
      ['?limit=1&colour=red&colour=red', 'colour'],
    ]) {
      it(`are refused by name: ${query}`, async () => {
        const response = await fetch(`${service.url}/things/a${query}`);
        const problem = await problemOf(response, 400, 'validation-failed');
        expect(problem.errors).to.deep.equal([{ path, message: 'is given more than once' }]);
        expect(problem.detail).to.equal(`${path} is given more than once`);
      });
    }
  });

  describe('errors of handlers', () => {
    for (const [error, status, code] of [
      [new NotFoundError('thing', 'a'), 404, 'thing-not-found'],
      [new DomainError('thing-broken', 'It is broken', { part: 3 }), 409, 'thing-broken'],
      [new EventStoreUnavailableError('away'), 503, 'event-store-unavailable'],
      [new Error('secret /etc/passwd'), 500, 'internal-error'],
    ] as const) {
      it(`${error.name} answers ${status}`, async () => {
        make = () => Promise.reject(error);
        const response = await post(JSON.stringify(thing));
        const problem = await problemOf(response, status, code);
        expect(JSON.stringify(problem)).not.to.contain('secret');
        expect(problem.details).to.deep.equal(error instanceof DomainError ? error.details : undefined);
        expect(response.headers.get('retry-after')).to.equal(status === 503 ? '1' : null);
        expect(service.unexpected).to.have.length(status === 500 ? 1 : 0);
      });
    }
  });

  describe('preconditions', () => {
    const put = (ifMatch: string) =>
      fetch(`${service.url}/things/a`, { method: 'PUT', headers: { 'if-match': ifMatch } });
    for (const value of ['*', '"12"', '"3", "12"', '"12" ,W/"13","a,b"', ', "12",,', 'W/"12", "12"']) {
      it(`are met by ${value} at revision 12`, async () => {
        const { status, headers } = await put(value);
        expect([status, headers.get('etag')]).to.deep.equal([204, '"12"']);
      });
    }
    for (const value of ['"11"', 'W/"12"', '"1", "2"', '"012"', '"x"', '"-1"', '""', '"1,12"']) {
      it(`are not met by ${value} at revision 12`, async () => {
        await problemOf(await put(value), 412, 'revision-mismatch');
      });
    }
    for (const value of ['12', '"12', 'w/"12"', '"12" "12"', '"12", *', 'W/ "12"', ',', '"12", x', "'12'"]) {
      it(`are refused when they are ${value}`, async () => {
        await problemOf(await put(value), 400, 'malformed-if-match');
      });
    }
  });

  describe('trace and request ids', () => {
    it('continues the trace of the caller', async () => {
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      const response = await fetch(`${service.url}/nothing`, {
        headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01`, 'x-request-id': 'mine-1' },
      });
      expect((await problemOf(response, 404, 'route-not-found')).traceId).to.equal(traceId);
      expect(response.headers.get('x-request-id')).to.equal('mine-1');
    });
    it('begins one where the caller has none, or a malformed one', async () => {
      const zeros = `00-${'0'.repeat(32)}-b7ad6b7169203331-01`;
      const response = await fetch(`${service.url}/nothing`, {
        headers: { traceparent: zeros, 'x-request-id': 'a b' },
      });
      const { traceId } = await problemOf(response, 404, 'route-not-found');
      expect(traceId).not.to.match(/^0+$/);
      expect(response.headers.get('x-request-id')).to.equal(traceId);
    });
  });

  it('tells its hooks how each request ended', async () => {
    service.served.length = 0;
    await (await fetch(`${service.url}/things/a`)).text();
    await (await fetch(`${service.url}/nothing`)).text();
    await until(() => service.served.length >= 2);
    expect(service.served.map(({ method, route, status }) => ({ method, route, status }))).to.deep.equal([
      { method: 'GET', route: '/things/{thingId}', status: 200 },
      { method: 'GET', route: 'unknown', status: 404 },
    ]);
  });
});
