import type { Message } from '../../../src/domain/message.js';
import type { CommandOutcome } from '../../../src/domain/process-manager.js';

/** What a process is told when its command has been taken. */
export const accepted = (command: Message): CommandOutcome => ({
  type: 'CommandAccepted',
  data: { command },
});

/** What a process is told when its command has been refused. */
export const rejected = (
  command: Message,
  code: string,
  details: Readonly<Record<string, unknown>> = {},
): CommandOutcome => ({
  type: 'CommandRejected',
  data: { command, code, message: `refused: ${code}`, details },
});

/** What a process is told when one of its deadlines has passed. */
export const passed = (name: string) => ({ type: 'DeadlinePassed', data: { name } }) as const;
