import type { Message } from '../../domain/message.js';
import type { Command } from '../command.js';

/** Carries a process's commands to whoever handles them: an aggregate of the same service, another service, a publisher. */
export interface CommandDispatcher<Body extends Message = Message> {
  /**
   * Resolves once the command's effect is durable. Called again with the same `commandId` after a crash, so the receiver
   * must treat a known id as done. Must settle in bounded time: a hanging receiver is a `TransientError`.
   * @throws DomainError when the command is refused: the process is told and decides what follows
   * @throws TransientError (or anything else) when the same command is to be dispatched again later
   */
  dispatch(command: Command<Body>): Promise<void>;
}
