import { DomUtils, parseDocument } from 'htmlparser2';

/** A mail that no style is written into, and the styles that were. */
export interface UndressedMail {
  readonly html: string;
  readonly sheets: readonly string[];
}

const SET_ASIDE = 'data-style';

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

/** Gives a shown mail its styles again, in the way that the policy allows. */
export function dress(mail: Document, sheets: readonly string[]): void {
  const Sheet = mail.defaultView?.CSSStyleSheet;
  if (Sheet === undefined) return;
  mail.adoptedStyleSheets = sheets.map((text) => {
    const sheet = new Sheet();
    sheet.replaceSync(text);
    return sheet;
  });
  for (const element of mail.querySelectorAll<HTMLElement>(`[${SET_ASIDE}]`)) {
    element.style.cssText = element.getAttribute(SET_ASIDE) ?? '';
  }
}
