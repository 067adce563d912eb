export type { Disk } from './disk.js';
export { SystemDisk } from './system-disk.js';
export { makeDirectory } from './make-directory.js';
export { makeRoom } from './make-room.js';
export { withoutRoom } from './without-room.js';
export { DirectoryLock, type LockOptions } from './lock/directory-lock.js';
export { DirectoryLockedError } from './lock/directory-locked-error.js';
