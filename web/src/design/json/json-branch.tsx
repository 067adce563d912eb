import { clsx } from 'clsx';
import { type ReactNode, useState } from 'react';
import { JsonLeaf } from './json-leaf.js';
import { pointerNames, pointerTo, touches } from './json-pointer.js';
import styles from './json.module.css';

const SHOWN_AT_FIRST = 100;
const OPEN_LEVELS = 3;

/** The parts of an object or list. */
export function JsonBranch({
  value,
  pointer,
  marked,
}: {
  readonly value: object;
  readonly pointer: string;
  readonly marked: ReadonlySet<string>;
}): ReactNode {
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const entries = Object.entries(value);
  if (entries.length === 0) return <span className={styles.word}>{Array.isArray(value) ? '[]' : '{}'}</span>;
  return (
    <ul className={styles.parts}>
      {entries.slice(0, shown).map(([name, part]) => (
        <Part key={name} name={name} value={part} pointer={pointerTo(pointer, name)} marked={marked} />
      ))}
      {entries.length > shown && (
        <li>
          <button type="button" className={styles.more} onClick={() => setShown(10 * shown)}>
            {(entries.length - shown).toLocaleString()} more
          </button>
        </li>
      )}
    </ul>
  );
}

function Part({
  name,
  value,
  pointer,
  marked,
}: {
  readonly name: string;
  readonly value: unknown;
  readonly pointer: string;
  readonly marked: ReadonlySet<string>;
}): ReactNode {
  const className = clsx(marked.has(pointer) && styles.marked);
  const title = marked.has(pointer) ? 'changed' : undefined;
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    return (
      <li className={className} title={title}>
        <span className={styles.name}>{name}</span>
        {typeof value === 'object' && value !== null ? (
          <JsonBranch value={value} pointer={pointer} marked={marked} />
        ) : (
          <JsonLeaf value={value} />
        )}
      </li>
    );
  }
  const isOpen = pointerNames(pointer).length < OPEN_LEVELS || touches(marked, pointer);
  const size = Object.keys(value).length;
  return (
    <li className={className} title={title}>
      <details open={isOpen}>
        <summary>
          <span className={styles.name}>{name}</span>
          <span className={styles.size}>{Array.isArray(value) ? `[${size}]` : `{${size}}`}</span>
        </summary>
        <JsonBranch value={value} pointer={pointer} marked={marked} />
      </details>
    </li>
  );
}
