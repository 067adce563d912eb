import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../tests/support/project-root.js';

/** In bytes, of what a browser loads that takes gzip only. */
const LIMIT = 250_000;

interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: true;
  readonly isDynamicEntry?: true;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}

const site = join(projectRoot, 'dist', 'site');
const manifest = JSON.parse(readFileSync(join(site, '.vite', 'manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;

/** All files that come with some chunks. */
function filesWith(keys: readonly string[], seen = new Set<string>()): Set<string> {
  const files = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    const { file, imports = [], css = [], assets = [] } = manifest[key]!;
    for (const one of [file, ...css, ...assets, ...filesWith(imports, seen)]) files.add(one);
  }
  return files;
}

function compressedSize(file: string): number {
  const size = statSync(join(site, `${file}.gz`), { throwIfNoEntry: false })?.size;
  return size ?? statSync(join(site, file)).size;
}

describe('the first load', () => {
  for (const part of ['shop', 'console']) {
    it(`of the ${part} is at most ${LIMIT / 1000} kB compressed, whichever page it is`, () => {
      const page = `${part}/index.html`;
      const pages = manifest[page]!.dynamicImports ?? [];
      expect(pages).not.to.deep.equal([]);
      for (const lazy of pages) {
        const files = [page, ...filesWith([page, lazy])];
        const size = files.map(compressedSize).reduce((sum, one) => sum + one, 0);
        expect(size, `${lazy}: ${files.join(', ')}`).to.be.within(10_000, LIMIT);
      }
    });
  }
});
