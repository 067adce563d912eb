import { DomUtils, parseDocument } from 'htmlparser2';

/** The attribute in which a style is noted. */
export const NOTED_STYLE = 'data-noted-style';

/**
 * HTML whose style attributes are only noted, for who shows it to set: a Content-Security-Policy may refuse written ones,
 * already where the browser only parses them.
 */
export function withNotedStyles(html: string): string {
  const mail = parseDocument(html);
  for (const { attribs } of DomUtils.findAll(() => true, mail.children)) {
    const { style } = attribs;
    if (style === undefined) continue;
    attribs[NOTED_STYLE] = style;
    delete attribs['style'];
  }
  return DomUtils.getOuterHTML(mail);
}
