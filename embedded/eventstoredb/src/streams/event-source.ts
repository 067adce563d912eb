import type { StatusError } from '../grpc/status.js';
import type { FrameWriter } from './frame-writer.js';

/**
 * How a source stands after filling: `more` is there now, `idle` until something new is visible, `end`ed well, or failed.
 */
export type Progress = 'more' | 'idle' | 'end' | StatusError;

/** Where the messages of a read or a subscription come from. */
export interface EventSource {
  /** Adds messages until the writer is full or there is nothing more now. */
  fill(frames: FrameWriter): Progress;
}

/** No source looks at more events than this in one go, so that the others have their turn. */
export const LONGEST_SCAN = 20_000;

/** A live subscriber that is this many events behind is told so; one busy writer elsewhere must not be enough for it. */
export const FELL_BEHIND_BY = 10_000;
