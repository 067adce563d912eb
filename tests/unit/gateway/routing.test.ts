import { expect } from 'chai';
import { fixedSettings } from '../../../src/infrastructure/configuration/fixed-settings.js';
import { chain } from '../../../src/infrastructure/http/gateway/gateway-filter.js';
import { GatewayRules } from '../../../src/infrastructure/http/gateway/gateway-rules.js';
import { RetryBudget } from '../../../src/infrastructure/http/gateway/retry-budget.js';
import { filterOf } from '../../../src/infrastructure/http/gateway/routing/filters.js';
import { predicateOf } from '../../../src/infrastructure/http/gateway/routing/predicates.js';
import { WeightGroups } from '../../../src/infrastructure/http/gateway/routing/weight-groups.js';
import { validated } from '../../../src/infrastructure/http/validation/validate.js';
import { exchangeOf, type RequestDescription } from './support/exchange-of.js';

const unused = (): never => {
  throw new Error('not used here');
};

describe('predicates', () => {
  const holds = (text: string, request: RequestDescription): boolean =>
    predicateOf(text, { weights: new WeightGroups(() => 0) })(exchangeOf(request));

  const cases: [text: string, fits: RequestDescription, doesNot: RequestDescription][] = [
    ['Path=/a/{id}/c', { url: '/a/1/c?x' }, { url: '/a//c' }],
    ['Path=/a/**', { url: '/a/b/c' }, { url: '/ab' }],
    ['Path=/x,/a/*', { url: '/a/b' }, { url: '/a/b/c' }],
    ['Method=get,PUT', { method: 'GET' }, { method: 'POST' }],
    ['Host=**.shop.test', { headers: ['Host', 'A.b.shop.test:80'] }, { headers: ['Host', 'shop.test'] }],
    ['Host=*.shop.test', { headers: ['Host', 'a.shop.test'] }, { headers: ['Host', 'a.b.shop.test'] }],
    ['Header=X-Version,2\\.\\d+', { headers: ['x-version', '2.1'] }, { headers: ['x-version', '12.1'] }],
    ['Header=X-Version', { headers: ['X-VERSION', ''] }, {}],
    ['Query=a,on|true', { url: '/?a=on' }, { url: '/?a=off' }],
  ];
  for (const [text, fits, doesNot] of cases) {
    it(text, () => {
      expect(holds(text, fits)).to.equal(true);
      expect(holds(text, doesNot)).to.equal(false);
    });
  }

  it('share the requests of a group by weight', () => {
    let drawn = 0;
    const weights = new WeightGroups(() => drawn);
    const [most, few] = ['Weight=g,9', 'Weight=g,1'].map((text) => predicateOf(text, { weights }));
    for (const [number, expected] of [
      [0, [true, false]],
      [0.89, [true, false]],
      [0.9, [false, true]],
    ] as const) {
      drawn = number;
      const exchange = exchangeOf();
      expect([most?.(exchange), few?.(exchange)]).to.deep.equal(expected);
    }
  });
});

describe('filters', () => {
  const after = async (text: string, request: RequestDescription) => {
    const exchange = exchangeOf(request);
    const filter = filterOf(text, { now: unused, breaker: unused, redirect: unused });
    await chain([filter], async () => {})(exchange);
    return exchange;
  };

  for (const [text, from, to] of [
    ['StripPrefix=1', '/api/orders/1', '/orders/1'],
    ['StripPrefix=9', '/api', '/'],
    ['PrefixPath=/v1', '/a', '/v1/a'],
    ['RewritePath=/red/(?<rest>.*),/$\\{rest}', '/red/blue', '/blue'],
    ['RewritePath=/red,//evil.test', '/red', '/evil.test'],
  ] as const) {
    it(`${text}: ${from} → ${to}`, async () => {
      expect((await after(text, { url: from })).targetPath).to.equal(to);
    });
  }

  it('change the fields of a request', async () => {
    const headers = ['X-A', '1'];
    expect((await after('AddRequestHeader=X-A,2', { headers })).headers.flat).to.deep.equal([
      'x-a',
      '1',
      'x-a',
      '2',
    ]);
    expect((await after('SetRequestHeader=X-A,2', { headers })).headers.flat).to.deep.equal(['x-a', '2']);
    expect((await after('RemoveRequestHeader=X-A', { headers })).headers.flat).to.deep.equal([]);
  });
});

describe('the rules of the gateway', () => {
  const route = { id: 'a', uri: 'lb://a' };
  const bad: [string, object][] = [
    ['an unknown predicate', { routes: [{ ...route, predicates: ['Moon=full'] }] }],
    ['a pattern that is none', { routes: [{ ...route, predicates: ['Path=a/**/b'] }] }],
    ['an unknown filter', { routes: [{ ...route, filters: ['Explode'] }] }],
    [
      'a field that frames the message',
      { routes: [{ ...route, filters: ['AddRequestHeader=Content-Length,1'] }] },
    ],
    ['a target that is none', { routes: [{ ...route, uri: 'file:///etc/passwd' }] }],
    ['two routes of one id', { routes: [route, route] }],
    ['a range that is none', { trustedProxies: ['10.0.0.0/99'] }],
    ['a budget over one', { retryBudget: 2 }],
  ];
  for (const [what, rules] of bad) {
    it(`refuse ${what}`, () => {
      expect(() => validated(GatewayRules, rules)).to.throw();
    });
  }

  it('take what is proper', () => {
    const rules = validated(GatewayRules, { routes: [{ ...route, predicates: ['Path=/**'] }] });
    expect(fixedSettings(rules).current.routes[0]?.predicates).to.deep.equal(['Path=/**']);
  });
});

describe('the retry budget', () => {
  it('permits a share of the requests, beside a reserve', () => {
    const budget = new RetryBudget(() => 0.2);
    const take = (times: number): number =>
      Array.from({ length: times }, () => budget.take()).filter(Boolean).length;
    expect(take(50)).to.equal(10);
    for (let i = 0; i < 101; i += 1) budget.requested();
    expect(take(50)).to.equal(20);
  });
});

describe('what a request says about where it comes from', () => {
  const spoofed = [
    'X-Forwarded-For',
    '1.2.3.4',
    'X-Forwarded-Proto',
    'https',
    'X-Forwarded-Host',
    'evil.test',
  ];

  it('is not believed of strangers', () => {
    const { client } = exchangeOf({ headers: spoofed, remote: '9.9.9.9', proxies: ['10.0.0.0/8'] });
    expect(client).to.include({ address: '9.9.9.9', protocol: 'http', host: 'shop.test', chain: '9.9.9.9' });
  });

  it('is believed of proxies, from the last hop that is none', () => {
    const headers = [...spoofed.slice(2), 'X-Forwarded-For', '6.6.6.6, 1.2.3.4, 10.0.0.9'];
    const { client } = exchangeOf({ headers, remote: '10.0.0.7', proxies: ['10.0.0.0/8'] });
    expect(client).to.include({ address: '1.2.3.4', protocol: 'https', host: 'evil.test' });
  });

  it('is understood in the standard form', () => {
    const headers = ['Forwarded', 'for="[2001:db8::1]:4711";proto=https'];
    const { client } = exchangeOf({ headers, remote: '10.0.0.7', proxies: ['10.0.0.0/8'] });
    expect(client).to.include({ address: '2001:db8::1', protocol: 'https' });
    expect(client.forwarded).to.contain('for=10.0.0.7');
  });
});

describe('the fields that are handed on', () => {
  it('leave out what concerns one connection, and what only we may say', () => {
    const { headers } = exchangeOf({
      headers: [
        'Connection',
        'keep-alive, X-Mine',
        'X-Mine',
        '1',
        'TE',
        'gzip',
        'X-Command-Id',
        'x',
        'X-Causation-Id',
        'y',
        'X-Other',
        '2',
      ],
    });
    expect(headers.flat).to.deep.equal(['x-other', '2']);
  });

  it('continue the trace of whichever kind', () => {
    const trace = 'a'.repeat(32);
    const span = 'b'.repeat(16);
    for (const headers of [
      ['traceparent', `00-${trace}-${span}-01`],
      ['b3', `${trace}-${span}-1`],
      ['X-B3-TraceId', trace, 'X-B3-SpanId', span],
    ]) {
      expect(exchangeOf({ headers }).trace.traceId, headers[0]).to.equal(trace);
    }
    expect(exchangeOf({ headers: ['b3', 'nonsense'] }).trace.traceId).to.match(/^[0-9a-f]{32}$/);
  });
});
