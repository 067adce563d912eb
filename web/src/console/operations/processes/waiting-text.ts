import type { Process } from '../../../api/dtos.js';

/** What a process waits for: outcomes of commands, deadlines, or other events. */
export function waitingText({
  status,
  openCommands,
  deadlines,
}: Pick<Process, 'status' | 'openCommands' | 'deadlines'>): string {
  const awaited = [...openCommands.map(({ type }) => type), ...deadlines.map(({ name }) => name)];
  if (awaited.length > 0) return awaited.join(', ');
  return status === 'ended' ? 'nothing' : 'an event';
}
