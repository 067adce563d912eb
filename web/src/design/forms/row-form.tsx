import type { ReactNode } from 'react';
import { Form, type FormProps } from './form.js';
import styles from './row-form.module.css';

/** A form whose fields and buttons stand in a row, as many as there is room for. */
export function RowForm(props: Pick<FormProps, 'label' | 'children' | 'onSubmit'>): ReactNode {
  return <Form {...props} className={styles.row} />;
}
