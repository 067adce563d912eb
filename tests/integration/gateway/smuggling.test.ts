import { expect } from 'chai';
import { GatewayRig, StubServer } from './support/gateway-rig.js';
import { rawRequest } from '../../support/raw-request.js';

describe('what the gateway refuses on the wire', function () {
  this.timeout(30_000);
  let service: StubServer;
  let rig: GatewayRig;
  let reached: string[];

  before(async () => {
    service = await StubServer.start((request, response) => {
      reached.push(`${request.method} ${request.url}`);
      request.resume();
      request.on('end', () => response.end('ok'));
    });
    rig = await GatewayRig.start({
      rules: { routes: [{ id: 'all', uri: service.origin, predicates: ['Path=/**'] }] },
      headersTimeoutMs: 300,
      requestTimeoutMs: 600,
    });
  });
  beforeEach(() => (reached = []));
  after(async () => {
    await rig.stop();
    await service.kill();
  });

  const post = (fields: string, body = ''): string =>
    `POST /x HTTP/1.1\r\nHost: a\r\n${fields}\r\n\r\n${body}`;
  const get = (fields: string, target = '/x', version = 'HTTP/1.1'): string =>
    `GET ${target} ${version}\r\n${fields}\r\n\r\n`;

  const cases: [what: string, bytes: string, status: number, code: string][] = [
    [
      'Content-Length and Transfer-Encoding',
      post('Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n'),
      400,
      'ambiguous-framing',
    ],
    [
      'Transfer-Encoding and Content-Length',
      post('Transfer-Encoding: chunked\r\nContent-Length: 5', '0\r\n\r\n'),
      400,
      'ambiguous-framing',
    ],
    [
      'Content-Length twice, different',
      post('Content-Length: 5\r\nContent-Length: 6', 'hello'),
      400,
      'ambiguous-framing',
    ],
    [
      'Content-Length twice, alike',
      post('Content-Length: 5\r\nContent-Length: 5', 'hello'),
      400,
      'ambiguous-framing',
    ],
    ['a list as Content-Length', post('Content-Length: 5, 5', 'hello'), 400, 'ambiguous-framing'],
    ['a signed Content-Length', post('Content-Length: +5', 'hello'), 400, 'ambiguous-framing'],
    ['a negative Content-Length', post('Content-Length: -5', 'hello'), 400, 'ambiguous-framing'],
    ['a hexadecimal Content-Length', post('Content-Length: 0x5', 'hello'), 400, 'ambiguous-framing'],
    ['an overlong Content-Length', post('Content-Length: 99999999999999999999999'), 400, 'ambiguous-framing'],
    [
      'Transfer-Encoding that does not end in chunked',
      post('Transfer-Encoding: chunked, identity'),
      400,
      'ambiguous-framing',
    ],
    [
      'an unknown transfer coding',
      post('Transfer-Encoding: xchunked', '0\r\n\r\n'),
      400,
      'unsupported-transfer-coding',
    ],
    [
      'a compressed transfer coding',
      post('Transfer-Encoding: gzip, chunked', '0\r\n\r\n'),
      400,
      'unsupported-transfer-coding',
    ],
    [
      'Transfer-Encoding twice',
      post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', '0\r\n\r\n'),
      400,
      'ambiguous-framing',
    ],
    [
      'an odd chunk size',
      post('Transfer-Encoding: chunked', '0x5\r\nhello\r\n0\r\n\r\n'),
      400,
      'ambiguous-framing',
    ],
    ['a space before the colon', get('Host: a\r\nTransfer-Encoding : chunked'), 400, 'malformed-header'],
    ['a folded header field', get('Host: a\r\nX-Long: one\r\n two'), 400, 'malformed-header'],
    ['a bare CR in a field', get('Host: a\r\nX-Odd: one\rtwo'), 400, 'malformed-request'],
    ['NUL in a field', get('Host: a\r\nX-Odd: one\0two'), 400, 'malformed-header'],
    ['a line that ends in LF alone', get('Host: a\nX-A: b'), 400, 'malformed-request'],
    ['a field without a name', get('Host: a\r\n: x'), 400, 'malformed-header'],
    ['no Host', get('X-A: b'), 400, 'bad-host'],
    ['two Hosts', get('Host: a\r\nHost: b'), 400, 'bad-host'],
    ['two Hosts in HTTP/1.0', get('Host: a\r\nHost: b', '/x', 'HTTP/1.0'), 400, 'bad-host'],
    ['a whole URL as the target', get('Host: a', 'http://evil.test/x'), 400, 'malformed-target'],
    ['a target that is no path', get('Host: a', 'x'), 400, 'malformed-target'],
    ['CONNECT', 'CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n', 405, 'method-not-allowed'],
    ['HTTP/2.0 spelled out', get('Host: a', '/x', 'HTTP/2.0'), 505, 'http-version-not-supported'],
    ['HTTP/9.9', get('Host: a', '/x', 'HTTP/9.9'), 505, 'http-version-not-supported'],
    ['a head of 20 KB', get(`Host: a\r\nX-Big: ${'x'.repeat(20_000)}`), 431, 'headers-too-large'],
    ['a target of 20 KB', get('Host: a', `/${'x'.repeat(20_000)}`), 431, 'headers-too-large'],
    [
      '101 header fields',
      get(`Host: a\r\n${Array.from({ length: 100 }, (_, i) => `X-${i}: 1`).join('\r\n')}`),
      431,
      'headers-too-large',
    ],
    ['another expectation', get('Host: a\r\nExpect: 200-fine'), 417, 'expectation-failed'],
    ['dot segments', get('Host: a', '/a/../b'), 400, 'malformed-path'],
    ['encoded dot segments', get('Host: a', '/a/%2e%2E/b'), 400, 'malformed-path'],
    ['an encoded slash', get('Host: a', '/a%2fb'), 400, 'malformed-path'],
    ['a backslash', get('Host: a', '/a\\..\\b'), 400, 'malformed-path'],
    ['an encoded NUL', get('Host: a', '/a%00'), 400, 'malformed-path'],
    ['a head that never ends', 'GET /x HTTP/1.1\r\nHost: a\r\nX-', 408, 'request-timeout'],
    ['a body that never comes', post('Content-Length: 50', 'hel'), 408, 'request-timeout'],
  ];
  for (const [what, bytes, status, code] of cases) {
    it(`${what}: ${status} ${code}`, async () => {
      const answer = await rawRequest(rig.port, bytes);
      expect(`${answer.status} ${JSON.parse(answer.body || '{}').code}`, answer.text).to.equal(
        `${status} ${code}`,
      );
      expect(answer.headers['content-type']).to.equal('application/problem+json');
      expect(answer.headers['trace-id']).to.match(/^[0-9a-f]{32}$/);
      expect(reached).to.deep.equal([]);
    });
  }

  it('takes what is proper', async () => {
    expect((await rawRequest(rig.port, get('Host: a'))).body).to.equal('ok');
    const chunked = post('Transfer-Encoding: chunked', '5\r\nhello\r\n0\r\n\r\n');
    expect((await rawRequest(rig.port, chunked)).body).to.equal('ok');
    expect((await rawRequest(rig.port, get('X-A: b', '/old', 'HTTP/1.0'))).body).to.equal('ok');
    expect(reached).to.deep.equal(['GET /x', 'POST /x', 'GET /old']);
  });
});
