import { parentPort, workerData } from 'node:worker_threads';
import { DataDirectory } from '../../../src/services/launcher/data-directory.js';
import { StartError } from '../../../src/services/launcher/start-error.js';

/** What a contender is given: the folders to take, and a counter of those who are ready for each. */
export interface Contest {
  readonly folders: readonly string[];
  readonly contenders: number;
  readonly ready: Int32Array;
}

/** Tries to take each folder at the moment when all contenders do; tells its parent which ones it got. */
const { folders, contenders, ready } = workerData as Contest;
const taken = folders.filter((folder, round) => {
  Atomics.add(ready, round, 1);
  while (Atomics.load(ready, round) < contenders);
  try {
    DataDirectory.take(folder);
    return true;
  } catch (error) {
    if (error instanceof StartError) return false;
    throw error;
  }
});
parentPort?.postMessage(taken);
