import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ServerAddress } from '../http/client/server-address.js';
import type { ServiceInstance } from './service-instance.js';

const FORMAT = 1;

/** Instances by service, as a directory shows them. */
export type KnownServices = ReadonlyMap<string, readonly ServiceInstance[]>;

interface Content {
  readonly format: typeof FORMAT;
  /** Which registries it comes from: another shop's addresses are nobody's business. */
  readonly registries: readonly string[];
  readonly services: Readonly<Record<string, readonly ServiceInstance[]>>;
}

/** The last state of a directory in a file that is replaced as a whole, for a process that starts while the registry is away. */
export class DirectoryFile {
  readonly #registries: readonly string[];

  /** @param registryUrls the Eureka addresses that the directory follows; credentials in them are not written */
  constructor(
    readonly path: string,
    registryUrls: readonly string[],
  ) {
    this.#registries = registryUrls.map((url) => new ServerAddress(url).toString());
  }

  /**
   * What was kept; nothing when there is no file, or one of other registries.
   * @throws Error when it can't be read
   */
  async load(): Promise<KnownServices> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
      throw error;
    }
    const { format, registries, services } = JSON.parse(text) as Partial<Content>;
    const isOurs = format === FORMAT && JSON.stringify(registries) === JSON.stringify(this.#registries);
    return new Map(isOurs ? Object.entries(services ?? {}) : []);
  }

  /** @throws Error when it can't be written */
  async save(services: KnownServices): Promise<void> {
    const content: Content = {
      format: FORMAT,
      registries: this.#registries,
      services: Object.fromEntries(services),
    };
    await mkdir(dirname(this.path), { recursive: true });
    const draft = `${this.path}.new`;
    await writeFile(draft, JSON.stringify(content));
    await rename(draft, this.path);
  }
}
