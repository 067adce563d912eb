import type { ComponentProps, ReactNode } from 'react';
import { RowForm } from './row-form.js';

/** What a list is narrowed by: its fields take effect together, when the form is sent. */
export function SearchForm(props: ComponentProps<typeof RowForm>): ReactNode {
  return (
    <search>
      <RowForm {...props} />
    </search>
  );
}
