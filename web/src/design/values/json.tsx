import type { ReactNode } from 'react';
import styles from './json.module.css';

/** A value as JSON; where it is too long for its place, it scrolls, by keyboard as well. */
export function Json({ value, label }: { readonly value: unknown; readonly label: string }): ReactNode {
  return (
    // Only what can have the focus can be scrolled by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.json} role="region" aria-label={label} tabIndex={0}>
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
