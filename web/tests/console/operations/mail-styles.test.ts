import { expect } from 'chai';
import { undressed } from '../../../src/console/operations/mailbox/mail-styles.js';

describe('a mail that is undressed', () => {
  it('has its styles set aside, whatever they say', () => {
    const html = `<head><style>p { color: red }</style></head><body STYLE='margin:0'><p style="font:16px &quot;A&quot;">Hello<br></p></body>`;
    expect(undressed(html)).to.deep.equal({
      html: '<!doctype html><head></head><body data-style="margin:0"><p data-style="font:16px &quot;A&quot;">Hello<br></p></body>',
      sheets: ['p { color: red }'],
    });
  });

  it('keeps what only looks like a style', () => {
    const html = '<p title="a style=&quot;b&quot;">style=margin:0 &lt;p style=margin:0&gt;</p>';
    expect(undressed(html)).to.deep.equal({ html: `<!doctype html>${html}`, sheets: [] });
  });

  it('has links that lead nowhere in its frame', () => {
    expect(undressed('<a href="/shop/" target="_top">in</a>').html).to.contain('target="_blank"');
  });
});
