import type { ReactNode } from 'react';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Page } from '../../../design/layout/page.js';
import auditing from '../auditing.module.css';
import { ProofPanel } from './proof-panel.js';
import { VerificationPanel } from './verification-panel.js';

/** Whether the log is what was signed, and what is needed to prove it elsewhere. */
export function VerificationPage(): ReactNode {
  const keys = useApiQuery('listKeys', {});
  const checkpoint = useApiQuery('latestCheckpoint', {});
  return (
    <Page
      title="Verification"
      lead="Every event is hashed with all before it, and checkpoints over them are signed. What is altered, missing, doubled or moved shows."
    >
      <VerificationPanel expected={checkpoint.data?.checkpoint?.count} />
      <div className={auditing.columns}>
        <ProofPanel
          title="Public keys"
          why="With these, “webstore verify export.jsonl --keys keys.json” proves an export anywhere."
          what="the public keys"
          query={keys}
          documentOf={(answer) => answer}
        />
        <ProofPanel
          title="Latest checkpoint"
          why="Kept elsewhere, it shows later that nothing was cut off before it."
          what="the latest checkpoint"
          query={checkpoint}
          documentOf={(answer) => answer.checkpoint}
        />
      </div>
    </Page>
  );
}
