import type { ReactNode } from 'react';
import type { MailDetails } from '../../../api/dtos.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { Id } from '../../../design/values/id.js';
import { MailFrame } from './mail-frame.js';
import styles from './mailbox.module.css';
import type { View } from './mail-views.js';

/** A part of a mail. */
export function MailContent({
  mail: { html, text, headers },
  view,
}: {
  readonly mail: MailDetails;
  readonly view: View;
}): ReactNode {
  switch (view) {
    case 'html':
      return <MailFrame html={html ?? ''} />;
    case 'text':
      return (
        // Only what can have the focus can be scrolled by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={styles.text} role="region" aria-label="The mail as text" tabIndex={0}>
          {text}
        </pre>
      );
    case 'headers':
      return (
        <DataTable
          caption="Headers"
          hidesCaption
          columns={columns}
          rows={headers.map((header, index) => ({ ...header, index }))}
          rowKey={({ index }) => String(index)}
        />
      );
  }
}

const columns: readonly Column<MailDetails['headers'][number] & { readonly index: number }>[] = [
  { id: 'name', header: 'Header', cell: ({ name }) => name },
  { id: 'value', header: 'Value', cell: ({ value }) => <Id>{value}</Id> },
];
