import type { ReactNode } from 'react';
import type { ExplainedChange } from '../../../api/dtos.js';
import { JsonTree } from '../../../design/json/json-tree.js';
import { readablePointer } from '../../../design/json/json-pointer.js';
import auditing from '../auditing.module.css';
import styles from './replay.module.css';

/** What an event has changed, field by field. */
export function StateChanges({ changes }: { readonly changes: readonly ExplainedChange[] }): ReactNode {
  if (changes.length === 0) {
    return <p className={auditing.soft}>Nothing: the state is what it was before.</p>;
  }
  return (
    <ul className={styles.changes}>
      {changes.map(({ path, before, after }) => (
        <li key={path} className={styles.change}>
          <span className={styles.path}>{readablePointer(path)}</span>
          <dl className={styles.values}>
            <div>
              <dt>before</dt>
              <dd>
                <JsonTree value={before} label={`${readablePointer(path)} before`} />
              </dd>
            </div>
            <div>
              <dt>after</dt>
              <dd>
                <JsonTree value={after} label={`${readablePointer(path)} after`} />
              </dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  );
}
