import type { ReactNode } from 'react';
import { CopyButton } from '../../../design/actions/copy-button.js';
import { Loaded, type LoadedQuery } from '../../../design/feedback/loaded.js';
import { Panel } from '../../../design/layout/panel.js';
import auditing from '../auditing.module.css';

/** A JSON document to be kept elsewhere. */
export function ProofPanel<Answer>({
  title,
  why,
  what,
  query,
  documentOf,
}: {
  readonly title: string;
  readonly why: string;
  /** "the public keys". */
  readonly what: string;
  readonly query: LoadedQuery<Answer>;
  /** null when there is none yet. */
  readonly documentOf: (answer: Answer) => object | null;
}): ReactNode {
  return (
    <Panel title={title}>
      <p className={auditing.soft}>{why}</p>
      <Loaded query={query} what={`Loading ${what} …`}>
        {(answer) => {
          const document = documentOf(answer);
          if (document === null)
            return <p>There is none yet: the first one comes within seconds of the first event.</p>;
          const text = JSON.stringify(document, null, 2);
          return (
            <div className={auditing.stack}>
              <div>
                <CopyButton text={text} what={what} />
              </div>
              <textarea className={auditing.text} aria-label={title} readOnly rows={10} value={text} />
            </div>
          );
        }}
      </Loaded>
    </Panel>
  );
}
