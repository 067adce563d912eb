import type { Message } from '../../domain/message.js';
import type { Command } from '../command.js';
import type { CommandDispatcher } from './command-dispatcher.js';

/** One receiver for each command type of a process; what a receiver resolves to is not looked at. */
export type CommandRoutes<Body extends Message> = {
  readonly [Type in Body['type']]: (command: Command<Extract<Body, { type: Type }>>) => Promise<unknown>;
};

/** A dispatcher that hands each command to the receiver of its type. */
export function routeCommands<Body extends Message>(routes: CommandRoutes<Body>): CommandDispatcher<Body> {
  const receivers = routes as unknown as Readonly<
    Record<string, (command: Command<Body>) => Promise<unknown>>
  >;
  return {
    async dispatch(command) {
      const receive = Object.hasOwn(receivers, command.body.type) ? receivers[command.body.type] : undefined;
      if (receive === undefined) throw new Error(`no route for the command ${command.body.type}`);
      await receive(command);
    },
  };
}
