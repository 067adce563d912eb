import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { type ConfigurationBackEnd, type ConfigurationTree, UnknownLabelError } from './back-end.js';
import { GitError, git } from './git.js';

const MOST_TREES = 32;
const MOST_BYTES = 16 * 1024 * 1024;

/** What the git back end needs to know. */
export interface GitBackEndOptions {
  readonly uri: string;
  /** Keeps a copy of the repository over restarts; undefined = a temporary folder. */
  readonly directory: string | undefined;
  readonly defaultLabel: string;
}

/**
 * A git repository: labels are branches, tags and commits. It is copied without a work tree, files are read out of its
 * objects; while the original is away the copy answers.
 */
export class GitBackEnd implements ConfigurationBackEnd {
  readonly #files = new LRUCache<string, ReadonlyMap<string, string>>({ max: MOST_TREES });
  readonly #contents = new LRUCache<string, Buffer>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ length }) => length + 1,
  });
  #folder = '';

  constructor(private readonly options: GitBackEndOptions) {}

  async open(): Promise<void> {
    const { directory } = this.options;
    if (directory !== undefined) await mkdir(directory, { recursive: true });
    this.#folder = directory ?? (await mkdtemp(join(tmpdir(), 'config-server-')));
    try {
      await git(this.#folder, 'init', '--bare', '--quiet');
      await this.#fetchUnlessCopied();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async tree(label: string | undefined): Promise<ConfigurationTree> {
    const commit = await this.#commitOf(label);
    return {
      version: commit,
      nameOf: (path) => `${this.options.uri}/${path}`,
      read: async (path) => {
        const object = (await this.#filesOf(commit)).get(path);
        return object === undefined ? undefined : this.#contentOf(object);
      },
    };
  }

  async fingerprint(): Promise<string> {
    await this.#fetch();
    return this.#references();
  }

  onHint(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {
    if (this.options.directory === undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async #fetchUnlessCopied(): Promise<void> {
    try {
      await this.#fetch();
    } catch (error) {
      if (!(error instanceof GitError) || (await this.#references()) === '') throw error;
    }
  }

  async #fetch(): Promise<void> {
    await git(
      this.#folder,
      'fetch',
      '--quiet',
      '--prune',
      '--force',
      '--',
      this.options.uri,
      '+refs/*:refs/*',
    );
  }

  async #references(): Promise<string> {
    return (await git(this.#folder, 'for-each-ref', '--format=%(objectname) %(refname)')).toString();
  }

  async #commitOf(label: string | undefined): Promise<string> {
    const { defaultLabel } = this.options;
    const labels = label === undefined ? [defaultLabel, 'master'] : [label];
    for (const candidate of labels) {
      const names = [`refs/heads/${candidate}`, `refs/tags/${candidate}`];
      if (/^[0-9a-f]{7,64}$/.test(candidate)) names.push(candidate);
      for (const name of names) {
        const commit = await this.#resolve(name);
        if (commit !== undefined) return commit;
      }
    }
    throw new UnknownLabelError(label ?? defaultLabel);
  }

  async #resolve(name: string): Promise<string | undefined> {
    try {
      const commit = await git(this.#folder, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`);
      return commit.toString().trim();
    } catch (error) {
      const { code } = (error as GitError).cause as { code?: unknown };
      if (error instanceof GitError && (code === 1 || code === 128)) return undefined;
      throw error;
    }
  }

  /** The regular files of a commit with the names of their contents; a commit never changes. */
  async #filesOf(commit: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#files.get(commit);
    if (known !== undefined) return known;
    const listing = (await git(this.#folder, 'ls-tree', '-r', '-z', commit)).toString();
    const files = new Map(
      listing.split('\0').flatMap((line): [string, string][] => {
        const [, object, path] = /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
        return object === undefined || path === undefined ? [] : [[path, object]];
      }),
    );
    this.#files.set(commit, files);
    return files;
  }

  async #contentOf(object: string): Promise<Buffer> {
    const known = this.#contents.get(object);
    if (known !== undefined) return known;
    const content = await git(this.#folder, 'cat-file', 'blob', object);
    this.#contents.set(object, content);
    return content;
  }
}
