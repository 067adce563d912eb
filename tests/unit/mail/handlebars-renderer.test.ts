import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HandlebarsRenderer } from '../../../src/infrastructure/mail/handlebars-renderer.js';
import { templatesFolder } from '../../../src/infrastructure/mail/templates-folder.js';
import { allKinds, exampleEmail } from './example-emails.js';

describe('HandlebarsRenderer', () => {
  const renderer = new HandlebarsRenderer();

  for (const kind of allKinds) {
    it(`renders ${kind} with everything from outside escaped in the HTML, and as it is in the text`, () => {
      const { html, text } = renderer.render(exampleEmail(kind));
      expect(html)
        .to.match(/^<!doctype html>/)
        .and.to.contain('o-1')
        .and.not.to.contain('<script');
      expect(html).to.contain('Ada &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Co');
      expect(html).to.contain('<title>About &lt;o-1&gt;</title>');
      expect(text)
        .to.match(/^Hello Ada <script>alert\("x"\)<\/script> & Co,\n/)
        .and.to.contain('o-1');
      expect(`${html}${text}`).not.to.contain('{{').and.not.to.contain('undefined');
    });
  }

  it('lists what was ordered, with prices in their currency, and where it goes', () => {
    const { html, text } = renderer.render(exampleEmail('order-received'));
    expect(text).to.contain('2 x Lamp <small>: €39.98\n1 x p-2: €1,194.58\n\nTotal: €1,234.56\n');
    expect(text).to.contain('It will go to:\n  Am Tor 1 & 2\n  10115 Berlin\n  DE\n');
    expect(html).to.contain('<td>Lamp &lt;small&gt;</td>').and.to.contain('Am Tor 1 &amp; 2<br>');
  });

  it('knows currencies without minor units', () => {
    expect(renderer.render(exampleEmail('order-confirmed')).text).to.contain('¥5 ');
  });

  it('says what was short, and why an order was cancelled', () => {
    expect(renderer.render(exampleEmail('order-rejected')).text).to.contain(
      '- p-1: 3 ordered, 1 available\n',
    );
    const { text } = renderer.render(exampleEmail('order-cancelled'));
    expect(text).to.contain('is cancelled, because our warehouse did not answer in time.');
  });

  it('leaves out what an e-mail does not have', () => {
    const email = exampleEmail('order-cancelled');
    const { text } = renderer.render({ ...email, order: { total: email.order.total } });
    expect(text).to.contain('is cancelled.');
  });

  it('says so when the templates are nowhere', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'no-templates-'));
    try {
      expect(() => templatesFolder(folder)).to.throw('templates is not in any folder above');
      expect(() => new HandlebarsRenderer(folder)).to.throw('ENOENT');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
