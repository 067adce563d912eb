import type { ReactNode } from 'react';
import { Button } from '../../design/actions/button.js';
import { Form } from '../../design/forms/form.js';
import { TextField } from '../../design/forms/text-field.js';
import styles from './catalogue.module.css';

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
    <search>
      <Form
        className={styles.filter}
        label="Search products"
        onSubmit={({ search }) => onChange({ ...filter, search })}
      >
        <TextField
          key={filter.search}
          label="Search"
          name="search"
          type="search"
          maxLength={100}
          defaultValue={filter.search}
        />
        <Button type="submit">Search</Button>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={filter.inStock === true}
            onChange={({ target }) => onChange({ ...filter, inStock: target.checked ? true : undefined })}
          />
          In stock only
        </label>
      </Form>
    </search>
  );
}
