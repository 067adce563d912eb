import { expect } from 'chai';
import { undressed } from '../../../src/console/operations/mailbox/mail-styles.js';

describe('a mail without its styles', () => {
  it('has those of elements set aside', () => {
    expect(
      undressed(`<p class="a" style="color:red">x</p><br/style='margin:0'><b STYLE = x>y</b>`).html,
    ).to.equal(`<p class="a" data-style="color:red">x</p><br/data-style='margin:0'><b data-style = x>y</b>`);
  });

  it('says what it said otherwise', () => {
    const html =
      '<p title="a style=b > c" data-style-of="x">style="color:red"</p> 1 < 2 <a href="?style=1">z</a>';
    expect(undressed(html)).to.deep.equal({ html, sheets: [] });
  });

  it('comes with its sheets', () => {
    const html =
      '<style type="text/css">a > b { c: d }</style><p>x</p>\n<STYLE>\n@media print { p { e: f } }</STYLE >';
    expect(undressed(html)).to.deep.equal({
      html: '<p>x</p>\n',
      sheets: ['a > b { c: d }', '\n@media print { p { e: f } }'],
    });
  });
});
