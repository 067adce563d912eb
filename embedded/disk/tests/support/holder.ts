import { DirectoryLock } from '../../src/index.js';
import { withoutNames } from './without-names.js';

// Takes a directory, says so, and holds it until SIGTERM or until it is killed.
const [directory = '', names] = process.argv.slice(2);
try {
  const lock = await DirectoryLock.acquire(directory, names === 'none' ? withoutNames : {});
  const alive = setInterval(() => {}, 1000);
  process.once('SIGTERM', () => {
    clearInterval(alive);
    void lock.release();
  });
  console.log('held');
} catch (error) {
  console.log((error as Error).message);
}
