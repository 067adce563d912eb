import { expect } from 'chai';
import { type RawAnswer, rawRequest } from '../support/raw-request.js';
import { sharedShop } from './support/shared-shop.js';
import { CUSTOMER_PASSWORD } from './support/store-client.js';
import type { TestShop } from './support/test-shop.js';

type Place = 'gateway' | 'customer-service' | 'product-service' | 'registry' | 'config-server';
type Case = [what: string, bytes: string, answer: string];

/** Something that each of them has to show. */
const PATHS: Readonly<Partial<Record<Place, string>>> = {
  gateway: '/products',
  'product-service': '/products',
  registry: '/eureka/apps',
  'config-server': '/application/default',
};
const LONG = 'x'.repeat(20_000);

describe('abuse on the wire', function () {
  this.timeout(60_000);
  const sharing = sharedShop();
  let shop: TestShop;
  let slow: Map<string, Promise<RawAnswer>>;
  let token: string;

  before(async () => {
    shop = await sharing.join();
    const email = 'wire@example.com';
    await shop.anybody.registerCustomer(email);
    const { body } = await shop.anybody.call<{ accessToken: string }>('POST', '/sessions', {
      body: { email, password: CUSTOMER_PASSWORD },
    });
    token = body.accessToken;
    slow = new Map(slowCases().map(([what, place, bytes]) => [what, send(place, bytes)]));
  });
  after(() => sharing.leave());

  const send = (place: Place, bytes: string): Promise<RawAnswer> =>
    rawRequest(Number(new URL(shop.url(place)).port), bytes);
  const answerOf = ({ status, body, headers }: RawAnswer): string => {
    const isProblem = headers['content-type']?.startsWith('application/problem+json');
    return isProblem ? `${status} ${(JSON.parse(body) as { code: string }).code}` : String(status);
  };
  const head = (start: string, ...fields: string[]): string =>
    `${[start, 'Host: a', ...fields].join('\r\n')}\r\n\r\n`;
  const get = (target: string, ...fields: string[]): string => head(`GET ${target} HTTP/1.1`, ...fields);
  const post = (target: string, body: string, ...fields: string[]): string =>
    head(`POST ${target} HTTP/1.1`, ...fields) + body;
  const json = (target: string, body: string, ...fields: string[]): string =>
    post(target, body, 'Content-Type: application/json', `Content-Length: ${body.length}`, ...fields);
  const expectAnswers = (place: Place, cases: readonly Case[]): void => {
    for (const [what, bytes, answer] of cases) {
      it(`is answered ${answer} by the ${place}: ${what}`, async () => {
        const got = await send(place, bytes);
        expect(answerOf(got), got.text).to.equal(answer);
        expect(got.text).to.not.match(/\bat .*:\d+:\d+|node_modules|root:/);
      });
    }
  };

  describe('by requests that two readers would end in two places', () => {
    for (const [place, path] of Object.entries(PATHS) as [Place, string][]) {
      const length = (value: string): string => post(path, 'hello', `Content-Length: ${value}`);
      const coding = (value: string): string => post(path, '0\r\n\r\n', `Transfer-Encoding: ${value}`);
      expectAnswers(place, [
        [
          'Content-Length, then Transfer-Encoding',
          post(path, '0\r\n\r\n', 'Content-Length: 5', 'Transfer-Encoding: chunked'),
          '400 ambiguous-framing',
        ],
        [
          'Transfer-Encoding, then Content-Length',
          post(path, '0\r\n\r\n', 'Transfer-Encoding: chunked', 'Content-Length: 5'),
          '400 ambiguous-framing',
        ],
        ['two lengths', length('5\r\nContent-Length: 6'), '400 ambiguous-framing'],
        ['one length twice', length('5\r\nContent-Length: 5'), '400 ambiguous-framing'],
        ['a list of lengths', length('5, 5'), '400 ambiguous-framing'],
        ['a length with a sign', length('+5'), '400 ambiguous-framing'],
        ['a hexadecimal length', length('0x5'), '400 ambiguous-framing'],
        ['a length beyond all numbers', length('99999999999999999999999'), '400 ambiguous-framing'],
        ['a transfer coding that looks like chunked', coding('xchunked'), '400 unsupported-transfer-coding'],
        ['a compressed transfer coding', coding('gzip, chunked'), '400 unsupported-transfer-coding'],
        ['a coding after chunked', coding('chunked, identity'), '400 ambiguous-framing'],
        ['two transfer codings', coding('chunked\r\nTransfer-Encoding: chunked'), '400 ambiguous-framing'],
        ['a space before the colon', get(path, 'Transfer-Encoding : chunked'), '400 malformed-header'],
        ['a tab before the colon', get(path, 'Content-Length\t: 5'), '400 malformed-header'],
        ['a folded field', get(path, 'X-Long: one\r\n Content-Length: 5'), '400 malformed-header'],
        ['CR in a field', get(path, 'X-Odd: one\rContent-Length: 5'), '400 malformed-request'],
        ['NUL in a field', get(path, 'X-Odd: one\0two'), '400 malformed-header'],
        [
          'a line that ends in LF',
          `GET ${path} HTTP/1.1\r\nHost: a\nX-A: b\r\n\r\n`,
          '400 malformed-request',
        ],
        ['a field without a name', get(path, ': x'), '400 malformed-header'],
        ['no Host', `GET ${path} HTTP/1.1\r\nX-A: b\r\n\r\n`, '400 bad-host'],
        ['two Hosts', get(path, 'Host: evil.test'), '400 bad-host'],
        ['a target that is no path', get('products'), '400 malformed-target'],
        ['a tunnel', 'CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n', '405 method-not-allowed'],
        ['a method nobody knows', `BREW ${path} HTTP/1.1\r\nHost: a\r\n\r\n`, '400 malformed-request'],
        ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '400 malformed-request'],
        ['HTTP/2 spelled out', head(`GET ${path} HTTP/2.0`), '505 http-version-not-supported'],
        ['a field of 20 KB', get(path, `X-Big: ${LONG}`), '431 headers-too-large'],
        ['a target of 20 KB', get(`/${LONG}`), '431 headers-too-large'],
        ['an expectation', get(path, 'Expect: 200-fine'), '417 expectation-failed'],
        ['no abuse', get(path), '200'],
      ]);
    }
  });

  const authorized = (): string => `Authorization: Bearer ${token}`;

  describe('of paths', () => {
    expectAnswers('gateway', [
      [
        '101 fields',
        get('/products', ...Array.from({ length: 100 }, (_, i) => `X-${i}: 1`)),
        '431 headers-too-large',
      ],
      ['a whole URL', get('http://evil.test/products'), '400 malformed-target'],
      ['dot segments', get('/products/../customers'), '400 malformed-path'],
      ['encoded dot segments', get('/products/%2e%2E/customers'), '400 malformed-path'],
      ['dots encoded twice', get('/products/%252e%252e/customers'), '404 route-not-found'],
      ['an encoded slash', get('/products%2f..%2fcustomers'), '400 malformed-path'],
      ['a backslash', get('/products\\..\\customers'), '400 malformed-path'],
      ['an encoded NUL', get('/products/%00'), '400 malformed-path'],
      ['half an escape', get('/products/%f'), '400 malformed-path'],
      ['no UTF-8', get('/products/%ff'), '400 malformed-path'],
      ['two slashes', get('//products'), '404 route-not-found'],
      ['a path parameter', get('/products;role=administrator'), '404 route-not-found'],
      ['capitals', get('/PRODUCTS'), '404 route-not-found'],
      ['the registry', get('/eureka/apps'), '404 route-not-found'],
      ['the configuration', get('/order-service/default'), '404 route-not-found'],
      ['the actuator of a service', get('/actuator/circuitbreakers'), '404 route-not-found'],
      ['a service by its name', get('/services/order-service/orders'), '404 route-not-found'],
      ['TRACE', head('TRACE /products HTTP/1.1'), '405 method-not-allowed'],
    ]);
    expectAnswers('product-service', [
      ['dot segments', get('/products/../token-keys'), '404 route-not-found'],
      ['an encoded slash', get('/products%2f..%2ftoken-keys'), '404 route-not-found'],
      ['half an escape', get('/products/%f'), '400 malformed-path'],
      ['the actuator', get('/actuator/circuitbreakers'), '401 not-signed-in'],
      ['the actuator in capitals', get('/ACTUATOR/circuitbreakers'), '404 route-not-found'],
    ]);
    expectAnswers('config-server', [
      ['dot segments', get('/order-service/default/main/../../../../etc/passwd'), '400 path-refused'],
      ['encoded slashes', get('/order-service/default/main/..%2f..%2f..%2fetc%2fpasswd'), '400 path-refused'],
      ['slashes as (_)', get('/order-service/default/main/..(_)..(_)etc(_)passwd'), '400 path-refused'],
      ['a label above the folder', get('/order-service/default/..(_)..'), '400 path-refused'],
      ['an encoded label above the folder', get('/order-service/default/%2e%2e/x.yml'), '400 path-refused'],
      ['an application above the folder', get('/..(_)..(_)package/default'), '400 path-refused'],
      ['a rendering above the folder', get('/..(_)package-default.json'), '400 path-refused'],
      ['an absolute file', get('/order-service/default/main//etc/passwd'), '404 route-not-found'],
      ['an encoded NUL', get('/order-service/default/main/x%00.yml'), '400 path-refused'],
      ['half an escape', get('/order-service/%f'), '400 malformed-path'],
      ['a label that is not there', get('/order-service/default/__proto__'), '404 unknown-label'],
      ['settings from outside', json('/order-service/default', '{}'), '405 method-not-allowed'],
      ['a secret without a key', post('/decrypt', 'abcd', 'Content-Length: 4'), '404'],
    ]);
    expectAnswers('registry', [
      ['dots as a name', get('/eureka/apps/..%2f..%2fetc%2fpasswd'), '404 not-registered'],
      ['what every object has', get('/eureka/apps/__proto__'), '404 not-registered'],
      ['half an escape', get('/eureka/apps/%f'), '400 malformed-path'],
    ]);
  });

  describe('by bodies', () => {
    const product = '{"name":"Cup","description":"","price":{"amount":1,"currency":"EUR"},"initialStock":1}';
    expectAnswers('gateway', [
      [
        'an odd chunk size',
        post('/sessions', '0x5\r\nhello\r\n0\r\n\r\n', 'Transfer-Encoding: chunked'),
        '400 ambiguous-framing',
      ],
      [
        'a line feed in a chunk extension',
        post('/sessions', '5;\nhello\r\n0\r\n\r\n', 'Transfer-Encoding: chunked'),
        '400 malformed-request',
      ],
      ['a compressed body', json('/sessions', '{}', 'Content-Encoding: gzip'), '415 unsupported-media-type'],
      [
        'another character set',
        post('/sessions', '{}', 'Content-Type: application/json; charset=utf-7', 'Content-Length: 2'),
        '415 unsupported-media-type',
      ],
      ['no UTF-8', json('/sessions', '{"email":"\xff"}'), '400 malformed-json'],
      ['100,000 brackets', json('/sessions', '['.repeat(100_000)), '400 malformed-json'],
      [
        'brackets that all close',
        json('/sessions', '['.repeat(50_000) + ']'.repeat(50_000)),
        '400 validation-failed',
      ],
      [
        'a prototype',
        json('/sessions', '{"__proto__":{"roles":["administrator"]}}'),
        '400 validation-failed',
      ],
      [
        'a request within a request',
        json('/sessions', 'GET /orders HTTP/1.1\r\nHost: a\r\n\r\n'),
        '400 malformed-json',
      ],
      ['a product of nobody', json('/products', product), '401 not-signed-in'],
    ]);
    const register = (body: string, ...fields: string[]): string =>
      json('/eureka/apps/ABUSE', body, ...fields);
    const xml = (body: string): string =>
      post('/eureka/apps/ABUSE', body, 'Content-Type: application/xml', `Content-Length: ${body.length}`);
    expectAnswers('registry', [
      [
        'an odd chunk size',
        post(
          '/eureka/apps/ABUSE',
          '0x5\r\nhello\r\n0\r\n\r\n',
          'Content-Type: application/json',
          'Transfer-Encoding: chunked',
        ),
        '400 ambiguous-framing',
      ],
      ['half a JSON', register('{"instance":'), '400 malformed-json'],
      ['an instance without fields', register('{"instance":{}}'), '400 validation-failed'],
      [
        'an instance of another application',
        register('{"instance":{"app":"OTHER","hostName":"h"}}'),
        '400 validation-failed',
      ],
      ['a prototype', register('{"__proto__":{"instance":{}}}'), '400 validation-failed'],
      ['half an XML', xml('<instance>'), '400 malformed-xml'],
      [
        'a file by an entity',
        xml('<!DOCTYPE i [<!ENTITY f SYSTEM "file:///etc/passwd">]><instance><app>&f;</app></instance>'),
        '400 malformed-xml',
      ],
      [
        'entities of entities',
        xml('<!DOCTYPE i [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><instance><app>&b;</app></instance>'),
        '400 malformed-xml',
      ],
      [
        'another media type',
        post(
          '/eureka/apps/ABUSE',
          'a=b',
          'Content-Type: application/x-www-form-urlencoded',
          'Content-Length: 3',
        ),
        '415 unsupported-media-type',
      ],
      ['a renewal of nobody', head('PUT /eureka/apps/ABUSE/nobody HTTP/1.1'), '404 not-registered'],
      [
        'a status nobody knows',
        head('PUT /eureka/apps/ABUSE/nobody/status?value=BOSS HTTP/1.1'),
        '400 validation-failed',
      ],
      [
        'a time that is none',
        head('PUT /eureka/apps/ABUSE/nobody?lastDirtyTimestamp=1e9 HTTP/1.1'),
        '400 validation-failed',
      ],
      ['a batch that is none', json('/eureka/peerreplication/batch', '{}'), '400 validation-failed'],
    ]);
  });

  describe('by fields that would change who asks, or for what', () => {
    const cases: [what: string, bytes: () => string, answer: string][] = [
      ['a token in the query', () => get(`/orders?access_token=${token}`), '401 not-signed-in'],
      ['a token in a cookie', () => get('/orders', `Cookie: access_token=${token}`), '401 not-signed-in'],
      [
        'a token that Connection names',
        () => get('/orders', authorized(), 'Connection: authorization'),
        '401 not-signed-in',
      ],
      [
        'two tokens, the first a bad one',
        () => get('/orders', 'Authorization: Bearer a.b.c', authorized()),
        '401 invalid-token',
      ],
      [
        'a user in a field',
        () => get('/orders', 'X-User: admin', 'X-Forwarded-User: admin'),
        '401 not-signed-in',
      ],
      [
        'a path in a field',
        () => get('/products', authorized(), 'X-Original-URL: /customers', 'X-Rewrite-URL: /customers'),
        '200',
      ],
      [
        'a method in a field',
        () => post('/orders', '', authorized(), 'X-HTTP-Method-Override: GET'),
        '400 validation-failed',
      ],
      [
        'an upgrade to HTTP/2',
        () =>
          get(
            '/customers',
            authorized(),
            'Connection: Upgrade, HTTP2-Settings',
            'Upgrade: h2c',
            'HTTP2-Settings: AAMAAABkAAQAAP__',
          ),
        '403 administrators-only',
      ],
      [
        'an upgrade to WebSocket',
        () =>
          get(
            '/customers',
            authorized(),
            'Connection: Upgrade',
            'Upgrade: websocket',
            'Sec-WebSocket-Version: 13',
            'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          ),
        '403 administrators-only',
      ],
    ];
    for (const [what, bytes, answer] of cases) {
      it(`is answered ${answer} by the gateway: ${what}`, async () => {
        const got = await send('gateway', bytes());
        expect(answerOf(got), got.text).to.equal(answer);
      });
    }
  });

  describe('by requests that take their time', () => {
    for (const [what, place, , answer] of slowCases()) {
      it(`is answered ${answer} by the ${place}: ${what}`, async () => {
        expect(answerOf(await slow.get(what)!)).to.equal(answer);
      });
    }
  });

  it('has registered nobody', async () => {
    const answer = await fetch(`${shop.url('registry')}/eureka/apps`, {
      headers: { accept: 'application/json' },
    });
    expect(JSON.stringify(await answer.json()))
      .to.include('ORDER-SERVICE')
      .and.not.include('ABUSE');
  });

  it('has cost no process its life', () => {
    const starts = shop.launcher.announced.map(({ name }) => name);
    expect(new Set(starts).size).to.equal(starts.length);
  });
});

/** Sent before all others, as they take as long as the servers' patience. */
function slowCases(): [what: string, place: Place, bytes: string, answer: string][] {
  const lines = (start: string): string => `${start}\r\nHost: a\r\n`;
  const begun = (path: string, length: number): string =>
    `${lines(`POST ${path} HTTP/1.1`)}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{`;
  return [
    ['a head that never ends', 'gateway', `${lines('GET /products HTTP/1.1')}X-`, '408 request-timeout'],
    ['half a field', 'product-service', `${lines('GET /products HTTP/1.1')}X-`, '408 request-timeout'],
    ['half a head', 'registry', lines('GET /eureka/apps HTTP/1.1'), '408 request-timeout'],
    ['half a first line', 'config-server', 'GET /appli', '408 request-timeout'],
    ['a body that never comes', 'gateway', begun('/sessions', 50), '408 request-timeout'],
    ['half a body', 'customer-service', begun('/sessions', 50), '408 request-timeout'],
    ['half an instance', 'registry', begun('/eureka/apps/ABUSE', 50), '408 request-timeout'],
    ['a terabyte', 'gateway', begun('/sessions', 1e12), '413 body-too-large'],
    ['a gigabyte', 'customer-service', begun('/sessions', 1e9), '413 body-too-large'],
    ['two megabytes', 'registry', begun('/eureka/apps/ABUSE', 2e6), '413 body-too-large'],
  ];
}
