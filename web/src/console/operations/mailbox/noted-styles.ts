const NOTE = 'data-noted-style';

/** HTML whose style attributes are only noted: the Content-Security-Policy of a page refuses them in what it embeds. */
export function withNotedStyles(html: string): string {
  const mail = new DOMParser().parseFromString(html, 'text/html');
  for (const element of mail.querySelectorAll('[style]')) {
    element.setAttribute(NOTE, element.getAttribute('style') ?? '');
    element.removeAttribute('style');
  }
  return `<!doctype html>${mail.documentElement.outerHTML}`;
}

/** Gives elements the styles that were noted. The policy lets styles be set, only not written. */
export function applyNotedStyles(mail: Document): void {
  for (const element of mail.querySelectorAll<HTMLElement>(`[${NOTE}]`)) {
    element.style.cssText = element.getAttribute(NOTE) ?? '';
  }
}
