import type { ReactNode } from 'react';
import styles from './skip-link.module.css';

export const MAIN_ID = 'main';

/** The first thing that Tab comes to: leads past what is the same on every page. */
export function SkipLink(): ReactNode {
  return (
    <a
      className={styles.skip}
      href={`#${MAIN_ID}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(MAIN_ID)?.focus();
      }}
    >
      Skip to the content
    </a>
  );
}
