export { start } from './server.js';
export type { RunningServer, StartOptions } from './server.js';
export { StorageError } from './storage/storage-error.js';
