import type { ComponentProps, ReactNode } from 'react';
import { Field, type FieldProps } from './field.js';

/** A line of text; `type` may be any that is entered as text. */
export function TextField({
  label,
  hint,
  error,
  ...input
}: FieldProps & Omit<ComponentProps<'input'>, 'id' | 'className'>): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <input {...input} {...control} />}
    </Field>
  );
}
