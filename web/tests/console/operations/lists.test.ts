import { expect } from 'chai';
import type { Setting } from '../../../src/api/dtos.js';
import { matchingSettings } from '../../../src/console/operations/configuration/matching-settings.js';
import { handlerText } from '../../../src/console/operations/dead-letters/handler-text.js';
import { shownView, viewsOf } from '../../../src/console/operations/mailbox/mail-views.js';

describe('handlers', () => {
  it('are named by what they are', () => {
    expect(
      ['orders.v1.1795364063123', 'process.stock-reservation', 'publish-orders', 'other'].map(handlerText),
    ).to.deep.equal([
      'projection orders (version 1)',
      'process manager stock-reservation',
      'publisher orders',
      'other',
    ]);
  });
});

describe('settings', () => {
  const setting = (key: string, value: Setting['value'], origin: Setting['origin'] = 'default'): Setting => ({
    key,
    value,
    origin,
    source: origin === 'default' ? null : 'order-service.yml',
    secret: false,
    live: false,
  });
  const all = [setting('PORT', 8083), setting('log.level', 'info', 'config-server'), setting('HOST', null)];
  const keys = (filter: Parameters<typeof matchingSettings>[1]) =>
    matchingSettings(all, filter).map(({ key }) => key);

  it('are found by words of key, value or source, and by their origin', () => {
    expect(keys({})).to.deep.equal(['PORT', 'log.level', 'HOST']);
    expect(keys({ search: ' level INFO ' })).to.deep.equal(['log.level']);
    expect(keys({ search: '8083' })).to.deep.equal(['PORT']);
    expect(keys({ search: '.yml', origin: 'config-server' })).to.deep.equal(['log.level']);
    expect(keys({ search: 'port', origin: 'environment' })).to.deep.equal([]);
  });
});

describe('a mail', () => {
  it('is shown as HTML unless it has none or another way is asked for', () => {
    const both = { html: '<p>', text: 'x' };
    expect(viewsOf(both)).to.deep.equal(['html', 'text', 'headers']);
    expect(shownView(both, undefined)).to.equal('html');
    expect(shownView(both, 'headers')).to.equal('headers');
    expect(shownView({ html: null, text: 'x' }, 'html')).to.equal('text');
    expect(shownView({ html: null, text: null }, undefined)).to.equal('headers');
  });
});
