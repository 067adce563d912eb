import { expect } from 'chai';
import type { Command } from '../../../src/application/command.js';
import { routeCommands } from '../../../src/application/process-runtime/command-router.js';
import type { Message } from '../../../src/domain/message.js';

type Turn =
  Message<'TurnLeft', { readonly degrees: number }> | Message<'TurnRight', { readonly degrees: number }>;

describe('routeCommands', () => {
  const turns: string[] = [];
  const dispatcher = routeCommands<Turn>({
    TurnLeft: async ({ body }) => turns.push(`left ${body.data.degrees}`),
    TurnRight: async ({ commandId }) => {
      throw new Error(`${commandId} can't turn right`);
    },
  });
  const command = (type: string): Command<Turn> => ({
    commandId: 'c-1',
    correlationId: 'x',
    causationId: 'y',
    actor: 'test',
    body: { type, data: { degrees: 90 } } as Turn,
  });
  const failureOf = (work: Promise<void>): Promise<string | undefined> =>
    work.then(
      () => undefined,
      (error: Error) => error.message,
    );

  it('hands a command to the receiver of its type', async () => {
    await dispatcher.dispatch(command('TurnLeft'));
    expect(turns).to.deep.equal(['left 90']);
  });

  it("passes a receiver's failure on", async () => {
    expect(await failureOf(dispatcher.dispatch(command('TurnRight')))).to.equal("c-1 can't turn right");
  });

  for (const type of ['TurnBack', 'toString']) {
    it(`refuses ${type}, which has no receiver`, async () => {
      expect(await failureOf(dispatcher.dispatch(command(type)))).to.contain(
        `no route for the command ${type}`,
      );
    });
  }
});
