/** A mail that no style is written into, and the styles that were. */
export interface UndressedMail {
  readonly html: string;
  /** The text of each `<style>`. */
  readonly sheets: readonly string[];
}

/** Where the style of an element waits until it is given back. */
export const SET_ASIDE = 'data-style';

const SHEET = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi;
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const QUOTED_OR_STYLE = /("[^"]*"|'[^']*')|([\s/])style(?=\s*=)/gi;

/**
 * Takes the styles out of a mail: this page's policy refuses what is written into a document, and says so as soon as one is
 * parsed, even if nobody sees it. That is why this goes by the text.
 */
export function undressed(html: string): UndressedMail {
  const sheets = [...html.matchAll(SHEET)].map(([, text]) => text ?? '');
  const bare = html
    .replaceAll(SHEET, '')
    .replaceAll(TAG, (tag) =>
      tag.replaceAll(
        QUOTED_OR_STYLE,
        (_, quoted: string | undefined, before: string) => quoted ?? `${before}${SET_ASIDE}`,
      ),
    );
  return { html: bare, sheets };
}
