import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { ApiError } from '../../api/api-error.js';
import { Problem } from '../feedback/problem.js';
import { errorsOutside } from './field-errors.js';
import styles from './field.module.css';

/** What a form shows and does. */
export interface FormProps {
  readonly children: ReactNode;
  /** For a button outside of it. */
  readonly id?: string | undefined;
  /** Why the shop has refused what was sent; what concerns one of `fields` shows there, by `fieldError`. */
  readonly error?: ApiError | null;
  /** The paths of the values that fields are for. */
  readonly fields?: readonly string[];
  readonly className?: string | undefined;
  readonly label?: string;
  /** Called with what was entered, by the fields' names, as it was. */
  onSubmit(values: Readonly<Record<string, string>>): void;
}

/** A form that never leaves the page. */
export function Form({ children, id, error, fields = [], className, label, onSubmit }: FormProps): ReactNode {
  const shown = error && errorsOutside(error, fields);
  return (
    <form
      id={id}
      className={clsx(styles.form, className)}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        const entries = [...new FormData(event.currentTarget)];
        onSubmit(Object.fromEntries(entries.map(([name, value]) => [name, String(value)])));
      }}
    >
      {shown && <Problem error={shown} />}
      {children}
    </form>
  );
}
