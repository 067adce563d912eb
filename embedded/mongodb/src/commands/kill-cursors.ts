import { arrayArgument } from './arguments.js';
import type { Command } from './command.js';

/** `killCursors` */
export const killCursors: Command = {
  name: 'killCursors',
  options: ['cursors'],
  run: ({ body, cursors }) => {
    const cursorsKilled: bigint[] = [];
    const cursorsNotFound: bigint[] = [];
    for (const id of arrayArgument(body, 'cursors') ?? []) {
      if (typeof id === 'bigint') (cursors.remove(id) ? cursorsKilled : cursorsNotFound).push(id);
    }
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
  },
};
