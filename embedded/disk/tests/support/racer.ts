import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectoryLock, DirectoryLockedError } from '../../src/index.js';
import { withoutNames } from './without-names.js';

// Takes a directory over and over from a dead holder, against others that do the same, and fails when it is not alone.
const [directory = '', wins] = process.argv.slice(2);
const lockFile = join(directory, 'lock');

for (let won = 0; won < Number(wins);) {
  try {
    await DirectoryLock.acquire(directory, withoutNames);
  } catch (error) {
    if (error instanceof DirectoryLockedError) continue;
    throw error;
  }
  won++;
  const guard = await open(join(directory, 'guard'), 'wx');
  await guard.close();
  const own = JSON.parse(await readFile(lockFile, 'utf8')) as object;
  await rm(join(directory, 'guard'));
  const dead = join(directory, `dead-${process.pid}`);
  await writeFile(dead, JSON.stringify({ ...own, started: 'another life', token: randomUUID() }));
  await rename(dead, lockFile);
}
