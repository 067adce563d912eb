import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import styles from './toasts.module.css';

const SHOWN_MS = 6_000;

interface Toast {
  readonly id: number;
  readonly text: string;
}

const ToastContext = createContext<(text: string) => void>(() => undefined);

/** Tells of something that has been done: shown for some seconds and read out. Never the only place of what matters. */
export function useToast(): (text: string) => void {
  return use(ToastContext);
}

/** Where toasts appear. */
export function Toasts({ children }: { readonly children: ReactNode }): ReactNode {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const remove = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (text: string) => {
      const id = performance.now();
      setToasts((all) => [...all.slice(-2), { id, text }]);
      setTimeout(() => remove(id), SHOWN_MS);
    },
    [remove],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.region} role="status" aria-label="What has just been done">
        {toasts.map(({ id, text }) => (
          <div key={id} className={styles.toast}>
            {text}
            <button type="button" className={styles.close} aria-label="Dismiss" onClick={() => remove(id)}>
              ✕
            </button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
