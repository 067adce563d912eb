export type { Disk } from './disk.js';
export { SystemDisk } from './system-disk.js';
export { makeRoom } from './make-room.js';
export { withoutRoom } from './without-room.js';
