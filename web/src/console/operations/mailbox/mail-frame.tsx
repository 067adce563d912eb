import { type ReactNode, useMemo } from 'react';
import styles from './mailbox.module.css';
import { NOTED_STYLE, withNotedStyles } from './noted-styles.js';

/**
 * A mail as it looks. Nothing of it runs, as its frame may have no scripts, and nothing is fetched for it, as the frame has the
 * policy of this page. Of the same origin it is only for its styles to be set from here.
 */
export function MailFrame({ html }: { readonly html: string }): ReactNode {
  const noted = useMemo(() => withNotedStyles(html), [html]);
  return (
    <iframe
      className={styles.html}
      title="The mail as HTML"
      sandbox="allow-same-origin"
      srcDoc={noted}
      onLoad={({ currentTarget }) => setNotedStyles(currentTarget.contentDocument)}
    />
  );
}

function setNotedStyles(mail: Document | null): void {
  for (const element of mail?.querySelectorAll<HTMLElement>(`[${NOTED_STYLE}]`) ?? []) {
    element.style.cssText = element.getAttribute(NOTED_STYLE) ?? '';
  }
}
