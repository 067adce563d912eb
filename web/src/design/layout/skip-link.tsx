import type { ReactNode } from 'react';
import { focusMain, MAIN_ID } from './focus-main.js';
import styles from './skip-link.module.css';

/** The first thing that Tab comes to: leads past what is the same on every page. */
export function SkipLink(): ReactNode {
  return (
    <a
      className={styles.skip}
      href={`#${MAIN_ID}`}
      onClick={(event) => {
        event.preventDefault();
        focusMain({});
      }}
    >
      Skip to the content
    </a>
  );
}
