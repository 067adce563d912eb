import { parentPort, workerData } from 'node:worker_threads';
import { type PlannedProcess, refusedSettings } from './refused-settings.js';

// Run by `requireValidSettings`.
const refusal = await refusedSettings(workerData as readonly PlannedProcess[]);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
parentPort?.postMessage(refusal);
