import type { ComponentProps, ReactNode } from 'react';
import { Field, type FieldProps } from './field.js';

/** One of a few; `options` by value, in their order. */
export function SelectField({
  label,
  hint,
  error,
  options,
  ...select
}: FieldProps & { readonly options: Readonly<Record<string, string>> } & Omit<
    ComponentProps<'select'>,
    'id' | 'className' | 'children'
  >): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select {...select} {...control}>
          {Object.entries(options).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
