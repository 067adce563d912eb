import { v5 } from 'uuid';

/**
 * Every id a process gives out follows from what caused it: what is repeated after a crash carries the same ids, and
 * receivers recognise it. The stream is part of each name because several processes react to one event.
 */

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
