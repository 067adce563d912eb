import { clsx } from 'clsx';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import styles from './dialog.module.css';

/** What a dialog shows. */
export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Its buttons, the one that does something last. */
  readonly actions: ReactNode;
  /** Called when it is to go: Escape, or one of its buttons. Whoever shows it takes it away. */
  onClose(): void;
  readonly isWide?: boolean;
}

/** A modal dialog, open for as long as it is rendered. The focus goes back to where it came from. */
export function Dialog({ title, children, actions, onClose, isWide = false }: DialogProps): ReactNode {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Closed while it is still there: only then the focus goes back.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={clsx(styles.dialog, isWide && styles.wide)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      <div className={styles.content}>{children}</div>
      <div className={styles.actions}>{actions}</div>
    </dialog>
  );
}
