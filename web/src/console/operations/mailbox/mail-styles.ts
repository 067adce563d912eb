import { DomUtils, parseDocument } from 'htmlparser2';

/** A mail that no style is written into, and the styles that were. */
export interface UndressedMail {
  readonly html: string;
  readonly sheets: readonly string[];
}

/** Where the style of an element waits until it is given back. */
export const SET_ASIDE = 'data-style';

/**
 * Takes the styles out of a mail: this page's policy refuses styles that are written into a document, and what shows a mail
 * inherits it, as does whatever the browser parses for this page. Links get a target that the sandbox refuses, so that the
 * mail stays where it is.
 */
export function undressed(html: string): UndressedMail {
  const mail = parseDocument(html);
  const sheets = DomUtils.getElementsByTagName('style', mail).map((style) => {
    DomUtils.removeElement(style);
    return DomUtils.textContent(style);
  });
  for (const { name, attribs } of DomUtils.findAll(() => true, mail.children)) {
    if (attribs['style'] !== undefined) {
      attribs[SET_ASIDE] = attribs['style'];
      delete attribs['style'];
    }
    if (name === 'a' && attribs['href'] !== undefined) attribs['target'] = '_blank';
  }
  return { html: `<!doctype html>${DomUtils.getOuterHTML(mail)}`, sheets };
}
