import { useLocation } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** On the page of an order that its checkout has led to. */
    readonly isJustOrdered?: true;
  }
}

/** Whether a checkout has led here: then there will be an order, if there is none yet. Outlives a reload. */
export function useIsJustOrdered(): boolean {
  return useLocation({ select: ({ state }) => state.isJustOrdered === true });
}
