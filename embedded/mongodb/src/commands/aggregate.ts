import { MongoError } from '../mongo-error.js';
import type { Command } from './command.js';

/** `aggregate` */
export const aggregate: Command = {
  name: 'aggregate',
  options: [],
  run: () => {
    throw new MongoError('CommandNotSupported', 'aggregate is not supported');
  },
};
