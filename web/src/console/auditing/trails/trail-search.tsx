import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { SearchForm } from '../../../design/forms/search-form.js';
import { SelectField } from '../../../design/forms/select-field.js';
import { TextField } from '../../../design/forms/text-field.js';
import { orderOfStream } from './order-of-stream.js';

/** Which trail is looked for. */
export type TrailKey =
  | { readonly order: string; readonly correlation?: undefined }
  | { readonly correlation: string; readonly order?: undefined };

/** Finds the trail of an order, or of any transaction by its correlation id. */
export function TrailSearch({
  order,
  correlation,
  onSearch,
}: {
  readonly order: string | undefined;
  readonly correlation: string | undefined;
  readonly onSearch: (key: TrailKey) => void;
}): ReactNode {
  return (
    <SearchForm
      key={`${order} ${correlation}`}
      label="Find a trail"
      onSubmit={({ by, id = '' }) => {
        const wanted = id.trim();
        if (wanted === '') return;
        onSearch(by === 'correlation' ? { correlation: wanted } : { order: orderOfStream(wanted) ?? wanted });
      }}
    >
      <SelectField
        label="Find by"
        name="by"
        options={{ order: 'Order id', correlation: 'Correlation id' }}
        defaultValue={correlation === undefined ? 'order' : 'correlation'}
      />
      <TextField
        label="Id"
        name="id"
        type="search"
        required
        autoComplete="off"
        spellCheck={false}
        defaultValue={order ?? correlation}
      />
      <Button type="submit" look="primary">
        Find
      </Button>
    </SearchForm>
  );
}
