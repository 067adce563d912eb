import type { ReactNode } from 'react';
import styles from './json.module.css';

const CLASSES: Readonly<Record<string, string | undefined>> = {
  string: styles.string,
  number: styles.number,
  boolean: styles.word,
};

/** A JSON value without parts, as JSON has it. */
export function JsonLeaf({ value }: { readonly value: unknown }): ReactNode {
  if (value === undefined) return <span className={styles.absent}>not there</span>;
  return <span className={CLASSES[typeof value] ?? styles.word}>{JSON.stringify(value)}</span>;
}
