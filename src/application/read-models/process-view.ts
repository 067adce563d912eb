import type { RecordedDeadline } from '../process-runtime/process-advanced.js';
import type { Document } from './document.js';

/** Where a process stands, for operators and for waking it. */
export interface ProcessDocument extends Document {
  /** The process manager's name. */
  readonly manager: string;
  readonly processId: string;
  readonly status: 'running' | 'ended';
  readonly lastInput: { readonly type: string; readonly inputId: string };
  /** Decided, but not known to be done. */
  readonly openCommands: readonly { readonly commandId: string; readonly type: string }[];
  readonly openDeadlines: readonly RecordedDeadline[];
  /** Whether it has something to do by itself sooner or later. */
  readonly waking: boolean;
  /** When it is to be looked after, in ms since the epoch; 0 unless `waking`. */
  readonly wakeAt: number;
  /** ISO 8601 UTC. */
  readonly updatedAt: string;
}
