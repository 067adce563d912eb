import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { SearchForm } from '../../../design/forms/search-form.js';
import { TextField } from '../../../design/forms/text-field.js';
import auditing from '../auditing.module.css';
import { streamKinds } from './stream-kinds.js';
import styles from './streams.module.css';

/** Narrows the streams to those whose names begin with a text, or to a kind. */
export function StreamsFilter({
  prefix,
  onChange,
}: {
  readonly prefix: string | undefined;
  readonly onChange: (prefix: string | undefined) => void;
}): ReactNode {
  return (
    <div className={auditing.stack}>
      <SearchForm label="Find streams" onSubmit={({ prefix: entered }) => onChange(entered?.trim())}>
        <TextField
          key={prefix}
          label="Name begins with"
          name="prefix"
          type="search"
          maxLength={256}
          placeholder="order-"
          autoComplete="off"
          spellCheck={false}
          defaultValue={prefix}
        />
        <Button type="submit">Find</Button>
      </SearchForm>
      <nav aria-label="Kinds of streams">
        <ul className={styles.kinds}>
          <li>
            <Kind label="All" prefix={undefined} current={prefix} />
          </li>
          {streamKinds.map((kind) => (
            <li key={kind.prefix}>
              <Kind {...kind} current={prefix} />
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

function Kind({
  label,
  prefix,
  current,
}: {
  readonly label: string;
  readonly prefix: string | undefined;
  readonly current: string | undefined;
}): ReactNode {
  return (
    <Link
      to="/console/streams"
      search={{ prefix }}
      className={styles.kind}
      // The router would mark "All" with every prefix.
      activeProps={{ 'aria-current': undefined }}
      data-current={prefix === current || undefined}
    >
      {label}
    </Link>
  );
}
