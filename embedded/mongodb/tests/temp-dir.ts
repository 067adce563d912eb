import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives each case a directory of its own, removed after it. */
export function useTempDir(): { readonly path: string } {
  let path: string;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'embedded-mongodb-'));
  });
  afterEach(() => rm(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
  };
}
