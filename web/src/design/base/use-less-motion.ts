import { useSyncExternalStore } from 'react';

const wish = matchMedia('(prefers-reduced-motion: reduce)');

/** Whether nothing is to move by itself. */
export function useLessMotion(): boolean {
  return useSyncExternalStore(subscribe, () => wish.matches);
}

function subscribe(listener: () => void): () => void {
  wish.addEventListener('change', listener);
  return () => wish.removeEventListener('change', listener);
}
