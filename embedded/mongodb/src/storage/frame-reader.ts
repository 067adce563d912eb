import type { FileHandle } from 'node:fs/promises';
import { withoutRoom } from '@webstore/embedded-disk';
import { FRAME_HEADER, frameAt, frameLength, hasFrame } from './frame.js';
import type { Frame } from './frame.js';

const CHUNK = 4 * 1024 * 1024;

/** How far a file is sound. */
export interface ReadEnd {
  /** The position behind the last sound frame. */
  readonly soundBytes: number;
  /** Bytes behind it that are no sound frame, without the zeros at their end. */
  readonly restBytes: number;
  /** Zeros at the end of the file: room that was made and not written to. */
  readonly roomBytes: number;
  /** Whether a sound frame stands in the rest: then the file is damaged in its middle, not torn at its end. */
  readonly framesInRest: boolean;
}

/** Hands every frame of the file to `visit`, up to the first that is not sound. The payload is valid during the call. */
export async function readFrames(file: FileHandle, visit: (frame: Frame) => void): Promise<ReadEnd> {
  const { size } = await file.stat();
  let position = 0;
  let chunk: Buffer = Buffer.alloc(0);
  let at = 0;
  for (;;) {
    const frame = frameAt(chunk, at);
    if (frame !== undefined) {
      visit(frame);
      at += FRAME_HEADER + frame.payload.length;
      continue;
    }
    const start = position + at;
    const wanted = Math.min(size - start, Math.max(CHUNK, frameLength(chunk, at) ?? 0));
    if (wanted <= chunk.length - at) break;
    chunk = await readAt(file, start, wanted);
    position = start;
    at = 0;
  }
  const soundBytes = position + at;
  const all = await readAt(file, soundBytes, size - soundBytes);
  const rest = withoutRoom(all);
  return {
    soundBytes,
    restBytes: rest.length,
    roomBytes: all.length - rest.length,
    framesInRest: hasFrame(all, 1),
  };
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
  }
  return bytes;
}
