import { SET_ASIDE } from './mail-styles.js';

/** Gives a shown mail its styles again, in the way that the policy allows. */
export function dressMail(mail: Document, sheets: readonly string[]): void {
  const Sheet = mail.defaultView?.CSSStyleSheet;
  if (Sheet !== undefined) {
    mail.adoptedStyleSheets = sheets.map((text) => {
      const sheet = new Sheet();
      sheet.replaceSync(text);
      return sheet;
    });
  }
  for (const element of mail.querySelectorAll<HTMLElement>(`[${SET_ASIDE}]`)) {
    element.style.cssText = element.getAttribute(SET_ASIDE) ?? '';
  }
}
