export { type RunningNode, type StartOptions, start } from './start.js';
export { DamagedLogError, DirectoryInUseError, StorageError, WriteFailedError } from './storage/errors.js';
