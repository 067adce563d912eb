import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { JsonBranch } from './json-branch.js';
import { JsonLeaf } from './json-leaf.js';
import styles from './json.module.css';

const NONE: ReadonlySet<string> = new Set();

/** A JSON value to look into: what has parts can be folded, long lists are cut until somebody asks for more. */
export function JsonTree({
  value,
  label,
  marked = NONE,
}: {
  readonly value: unknown;
  /** What it is: "State at revision 3". */
  readonly label: string;
  /** JSON pointers of fields to point out. */
  readonly marked?: ReadonlySet<string>;
}): ReactNode {
  const isLeaf = typeof value !== 'object' || value === null;
  return (
    <div className={clsx(styles.tree, marked.has('') && styles.marked)} role="group" aria-label={label}>
      {isLeaf ? <JsonLeaf value={value} /> : <JsonBranch value={value} pointer="" marked={marked} />}
    </div>
  );
}
