import { v5 } from 'uuid';
import type { ProcessAdvanced } from './process-advanced.js';

/**
 * Every id a process gives out follows from what caused it: a step repeated after a crash gives the same ids, and
 * receivers recognise the repeat. The stream is part of each name because several processes react to one event.
 */

const STEP_NAMESPACE = '0f8e2a3c-6f0e-5d0b-9a4e-6a1d6c1f7b52';

/** The id of the `index`th input that one stored event was raised to. */
export function inputIdOf(eventId: string, index: number): string {
  return index === 0 ? eventId : v5(String(index), eventId);
}

/** The id of the `index`th command that the reaction to an input asked for. */
export function commandIdOf(stream: string, inputId: string, index: number): string {
  return v5(`${stream}/command/${index}`, inputId);
}

/** The input id under which a command's outcome comes back. */
export function outcomeIdOf(commandId: string): string {
  return v5('outcome', commandId);
}

/** The id of a deadline, and the input id of its firing. */
export function deadlineIdOf(stream: string, inputId: string, name: string): string {
  return v5(`${stream}/deadline/${name}`, inputId);
}

/**
 * The event id of a step. It follows from the whole content: two instances racing with different decisions for one
 * place must collide there, never be taken for repeats of each other.
 */
export function stepIdOf(stream: string, expected: number | 'no-stream', step: ProcessAdvanced): string {
  return v5(`${stream}@${expected}:${JSON.stringify(step)}`, STEP_NAMESPACE);
}
