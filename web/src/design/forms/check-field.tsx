import type { ComponentProps, ReactNode } from 'react';
import styles from './check-field.module.css';

/** Something that is wanted or not. */
export function CheckField({
  label,
  ...input
}: { readonly label: string } & Omit<ComponentProps<'input'>, 'type' | 'className'>): ReactNode {
  return (
    <label className={styles.check}>
      <input {...input} type="checkbox" />
      {label}
    </label>
  );
}
