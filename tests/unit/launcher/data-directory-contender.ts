import { workerData } from 'node:worker_threads';
import { DataDirectory } from '../../../src/services/launcher/data-directory.js';
import { StartError } from '../../../src/services/launcher/start-error.js';

/** What contenders share: the folders to take and, for each, how many are ready for it and how many got it. */
export interface Contest {
  readonly folders: readonly string[];
  readonly contenders: number;
  readonly ready: Int32Array;
  readonly winners: Int32Array;
}

/** Tries to take each folder at the moment when all contenders do. */
const { folders, contenders, ready, winners } = workerData as Contest;
for (const [round, folder] of folders.entries()) {
  Atomics.add(ready, round, 1);
  while (Atomics.load(ready, round) < contenders);
  try {
    DataDirectory.take(folder);
    Atomics.add(winners, round, 1);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
  }
}
