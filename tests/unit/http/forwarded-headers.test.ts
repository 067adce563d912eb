import type { IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { forwardedHeaders } from '../../../src/infrastructure/http/gateway/forwarded-headers.js';
import { RequestContext } from '../../../src/infrastructure/http/server/request-context.js';

describe('the headers a gateway hands on', () => {
  const forwarded = (headers: Record<string, string>, bodyLength?: number) => {
    const request = { headers, socket: { remoteAddress: '10.0.0.7' } } as unknown as IncomingMessage;
    return forwardedHeaders(request, RequestContext.of(headers), bodyLength);
  };

  it('say where the request came from, whatever it said itself', () => {
    const headers = forwarded({ host: 'shop', 'x-forwarded-for': '1.2.3.4', forwarded: 'for=1.2.3.4' });
    expect(headers).to.include({
      'x-forwarded-for': '10.0.0.7',
      'x-forwarded-host': 'shop',
      'x-forwarded-proto': 'http',
    });
    expect(headers).not.to.have.property('forwarded');
  });

  it('leave out what concerns one connection only', () => {
    const headers = forwarded({
      connection: 'keep-alive, X-Mine',
      'x-mine': '1',
      te: 'gzip',
      'x-other': '2',
    });
    expect(headers).not.to.have.any.keys('connection', 'x-mine', 'te');
    expect(headers).to.include({ 'x-other': '2' });
  });

  it('leave out what only our services may say', () => {
    const headers = forwarded({ 'x-command-id': 'x', 'x-causation-id': 'y' });
    expect(headers).not.to.have.any.keys('x-command-id', 'x-causation-id');
  });

  it('give the length of the body that is sent', () => {
    expect(forwarded({ 'content-length': '99' }, 3)).to.include({ 'content-length': '3' });
    expect(forwarded({ 'content-length': '99' })).not.to.have.property('content-length');
  });
});
