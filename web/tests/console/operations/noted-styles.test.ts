import { expect } from 'chai';
import { withNotedStyles } from '../../../src/console/operations/mailbox/noted-styles.js';

describe('the styles of a mail', () => {
  it('are noted at each element, whatever they say', () => {
    const html = `<!doctype html><body STYLE='margin:0'><p style="font:16px &quot;A&quot;">Hello<br></p></body>`;
    expect(withNotedStyles(html)).to.equal(
      '<!doctype html><body data-noted-style="margin:0"><p data-noted-style="font:16px &quot;A&quot;">Hello<br></p></body>',
    );
  });

  it('are told from what only looks like them', () => {
    const html = '<p title="a style=&quot;b&quot;">style=margin:0 &lt;p style=margin:0&gt;</p>';
    expect(withNotedStyles(html)).to.equal(html);
  });
});
