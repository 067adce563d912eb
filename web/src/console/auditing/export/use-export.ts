import { useEffect, useRef, useState } from 'react';
import { useApi } from '../../../session/session-context.js';
import type { ExportTarget } from './export-target.js';
import { LogTransfer, type TransferProgress } from './log-transfer.js';

/** How an export stands. */
export interface ExportState {
  readonly status: 'none' | 'running' | 'interrupted' | 'over';
  readonly progress: TransferProgress | undefined;
  readonly startedAt: number;
  /** Why it was interrupted; undefined when somebody has stopped it. */
  readonly error?: Error | undefined;
}

/** An export, and what can be done with it. */
export interface Export {
  readonly state: ExportState;
  /** @param behind the position that it begins behind */
  start(target: ExportTarget, behind: string | undefined): void;
  /** Interrupts it; it can go on. */
  stop(): void;
  /** Goes on behind the last event that has come. */
  goOn(): void;
  /** Ends an interrupted one with what has come so far. */
  keep(): void;
}

const NONE: ExportState = { status: 'none', progress: undefined, startedAt: 0 };
/** What comes faster is not drawn. */
const DRAWN_EVERY_MS = 200;

/** Exports of the log, one at a time. Leaving the page ends it. */
export function useExport(): Export {
  const api = useApi();
  const [state, setState] = useState<ExportState>(NONE);
  const current = useRef<{ transfer: LogTransfer; target: ExportTarget; ending: AbortController }>(undefined);
  useEffect(
    () => () => {
      current.current?.ending.abort();
      void current.current?.target.abandon().catch(() => undefined);
    },
    [],
  );

  const run = async (): Promise<void> => {
    if (current.current === undefined) return;
    const { transfer, target } = current.current;
    const { signal } = (current.current.ending = new AbortController());
    const startedAt = performance.now();
    let drawnAt = 0;
    setState({ status: 'running', progress: transfer.progress, startedAt });
    try {
      await transfer.run(signal, (progress) => {
        const now = performance.now();
        if (now - drawnAt < DRAWN_EVERY_MS) return;
        drawnAt = now;
        setState({ status: 'running', progress, startedAt });
      });
      await target.finish();
      current.current = undefined;
      setState({ status: 'over', progress: transfer.progress, startedAt });
    } catch (error) {
      const reason = signal.aborted ? undefined : (error as Error);
      setState({ status: 'interrupted', progress: transfer.progress, startedAt, error: reason });
    }
  };

  return {
    state,
    start(target, behind) {
      const transfer = new LogTransfer({
        open: (from, signal) => api.open('exportLog', { query: { from } }, { signal }),
        target,
        behind,
      });
      current.current = { transfer, target, ending: new AbortController() };
      void run();
    },
    stop: () => current.current?.ending.abort(),
    goOn: () => void run(),
    keep() {
      const kept = current.current;
      current.current = undefined;
      void kept?.target.finish().then(() => setState((before) => ({ ...before, status: 'over' })));
    },
  };
}
