import { type ReactNode, useState } from 'react';
import { useToast } from '../feedback/toasts.js';
import { Button } from './button.js';

/** Copies a text; `what` names it: "the checkpoint". */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }): ReactNode {
  const toast = useToast();
  const [isRefused, setIsRefused] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setIsRefused(false);
      toast(`Copied ${what}.`);
    } catch {
      // Pages that came over plain HTTP from another machine have no clipboard.
      setIsRefused(true);
    }
  };
  return (
    <Button size="small" look="quiet" aria-label={`Copy ${what}`} onClick={() => void copy()}>
      {isRefused ? 'Not allowed: select and copy' : 'Copy'}
    </Button>
  );
}
