import type { ReactNode } from 'react';
import { Button } from '../../design/actions/button.js';
import { CheckField } from '../../design/forms/check-field.js';
import { SearchForm } from '../../design/forms/search-form.js';
import { TextField } from '../../design/forms/text-field.js';

/** What the catalogue is narrowed to. */
export interface Filter {
  readonly search?: string | undefined;
  readonly inStock?: true | undefined;
}

/** Searches the catalogue by words, and by what is in stock. */
export function CatalogueFilter({
  filter,
  onChange,
}: {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}): ReactNode {
  return (
    <SearchForm label="Search products" onSubmit={({ search }) => onChange({ ...filter, search })}>
      <TextField
        key={filter.search}
        label="Search"
        name="search"
        type="search"
        maxLength={100}
        defaultValue={filter.search}
      />
      <Button type="submit">Search</Button>
      <CheckField
        label="In stock only"
        checked={filter.inStock === true}
        onChange={({ target }) => onChange({ ...filter, inStock: target.checked ? true : undefined })}
      />
    </SearchForm>
  );
}
