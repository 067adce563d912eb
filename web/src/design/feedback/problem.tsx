import type { ReactNode } from 'react';
import { ApiError } from '../../api/api-error.js';
import { adviceFor } from './advice.js';
import styles from './feedback.module.css';

/** What went wrong and what to do about it, with the code and the trace that support asks for. */
export function Problem({
  error,
  children,
}: {
  readonly error: Error;
  /** What can be done: buttons. */
  readonly children?: ReactNode;
}): ReactNode {
  const { title, advice } = adviceFor(error);
  const isKnown = error instanceof ApiError;
  return (
    <div className={styles.problem} role="alert">
      <strong>{title}</strong>
      <p>{error.message}</p>
      {isKnown && error.errors.length > 0 && (
        <ul>
          {error.errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{path === '' ? message : `${path}: ${message}`}</li>
          ))}
        </ul>
      )}
      {advice !== undefined && <p>{advice}</p>}
      {isKnown && (
        <p className={styles.facts}>
          Code <code>{error.code}</code>
          {error.traceId !== undefined && (
            <>
              {' '}
              · trace <code>{error.traceId}</code>
            </>
          )}
        </p>
      )}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
