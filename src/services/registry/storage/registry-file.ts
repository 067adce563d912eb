import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lease } from '../leases/lease.js';

const FORMAT = 1;

interface Content {
  readonly format: typeof FORMAT;
  readonly leases: readonly Lease[];
}

/** What a file says cannot be right: a disk's fault, or somebody's edit. */
export class DamagedRegistryFileError extends Error {
  override readonly name = 'DamagedRegistryFileError';
}

/** The leases in one file that is replaced as a whole: it holds one state or the one before, never half of one. */
export class RegistryFile {
  readonly path: string;

  constructor(private readonly folder: string) {
    this.path = join(folder, 'registry.json');
  }

  /**
   * What was kept; nothing when there is no file yet.
   * @throws DamagedRegistryFileError when the file does not hold leases
   */
  async load(): Promise<readonly Lease[]> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    try {
      const { format, leases } = JSON.parse(text) as Content;
      if (format === FORMAT && leases.every(isLease)) return leases;
    } catch (error) {
      throw new DamagedRegistryFileError(`${this.path} is damaged`, { cause: error });
    }
    throw new DamagedRegistryFileError(`${this.path} does not hold the leases of a registry`);
  }

  /** Puts a damaged file aside, for whoever wants to look at it. @returns its new path */
  async putAside(): Promise<string> {
    const aside = `${this.path}.damaged`;
    await rename(this.path, aside);
    return aside;
  }

  /** Replaces the file; it outlives a loss of power once this resolves. */
  async save(leases: readonly Lease[]): Promise<void> {
    const content: Content = { format: FORMAT, leases };
    await mkdir(this.folder, { recursive: true });
    const draft = `${this.path}.new`;
    const file = await open(draft, 'w');
    try {
      await file.writeFile(JSON.stringify(content));
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(draft, this.path);
    const folder = await open(this.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}

function isLease(value: Partial<Lease> | null): boolean {
  const { instance, registeredAt, upSince } = value ?? {};
  return (
    typeof instance?.app === 'string' &&
    typeof instance.instanceId === 'string' &&
    typeof instance.leaseInfo?.durationInSecs === 'number' &&
    typeof instance.lastDirtyTimestamp === 'string' &&
    typeof instance.metadata === 'object' &&
    typeof registeredAt === 'number' &&
    typeof upSince === 'number'
  );
}
