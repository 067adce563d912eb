/** A mail that no style is written into, and the styles that were. */
export interface UndressedMail {
  readonly html: string;
  readonly sheets: readonly string[];
}

const SET_ASIDE = 'data-style';

/**
 * Takes the styles out of a mail: this page's policy refuses styles that are written into a document, and what shows a mail
 * inherits it. Links get a target that the sandbox refuses, so that the mail stays where it is.
 */
export function undressed(html: string): UndressedMail {
  const mail = new DOMParser().parseFromString(html, 'text/html');
  const sheets = [...mail.querySelectorAll('style')].map((style) => {
    style.remove();
    return style.textContent;
  });
  for (const element of mail.querySelectorAll('[style]')) {
    element.setAttribute(SET_ASIDE, element.getAttribute('style') ?? '');
    element.removeAttribute('style');
  }
  for (const link of mail.querySelectorAll('a[href]')) link.setAttribute('target', '_blank');
  return { html: `<!doctype html>${mail.documentElement.outerHTML}`, sheets };
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
