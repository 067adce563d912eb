import { type ReactNode, useMemo, useState } from 'react';
import { dressMail } from './dress-mail.js';
import { undressed } from './mail-styles.js';
import styles from './mailbox.module.css';

/** A mail's HTML as its reader sees it. Nothing of it runs, nothing is fetched for it, and it leads nowhere. */
export function MailFrame({ html }: { readonly html: string }): ReactNode {
  const mail = useMemo(() => undressed(html), [html]);
  const [height, setHeight] = useState<number>();
  return (
    <iframe
      className={styles.html}
      title="The mail as HTML"
      // Of the same origin, so that this page can style and measure it; it can do nothing without scripts.
      sandbox="allow-same-origin"
      srcDoc={mail.html}
      style={height === undefined ? {} : { height }}
      onLoad={({ currentTarget: { contentDocument } }) => {
        if (contentDocument === null) return;
        dressMail(contentDocument, mail.sheets);
        setHeight(contentDocument.documentElement.scrollHeight + 2);
      }}
    />
  );
}
