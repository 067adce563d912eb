import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessSpec } from './process-spec.js';

/** `processes.json` in the data folder: `[{ name, pid, url }]` of what runs now, for tools that measure or look on. */
export class ProcessList {
  private readonly processes = new Map<string, { name: string; pid: number; url: string }>();
  private readonly file: string;

  constructor(dataDirectory: string) {
    this.file = join(dataDirectory, 'processes.json');
  }

  /** Replaces what was known of this process. On a full disk there is no list until the next time: that must not end what runs. */
  record({ name, url }: ProcessSpec, pid: number): void {
    this.processes.set(name, { name, pid, url });
    const draft = `${this.file}.new`;
    try {
      writeFileSync(draft, JSON.stringify([...this.processes.values()], undefined, 2));
      renameSync(draft, this.file);
    } catch {
      this.clear();
    }
  }

  /** Nothing runs any more. */
  clear(): void {
    rmSync(this.file, { force: true });
  }
}
