import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BenchError } from './bench-error.js';
import { DataDirectory } from '../../src/services/launcher/data-directory.js';

export interface ProcessMemory {
  readonly name: string;
  /** Resident memory in MB, pages shared with other processes included. */
  readonly residentMb: number;
  /** Its fair share: shared pages divided by how many share them. */
  readonly proportionalMb: number;
}

/**
 * What each process of a running shop holds, the launcher included.
 *
 * @param dataDirectory the shop's data folder, where the launcher lists its processes
 * @throws BenchError when no shop runs on it
 */
export function readMemory(dataDirectory: string): ProcessMemory[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(dataDirectory, file), 'utf8'));
  const pid = DataDirectory.holderOf(dataDirectory);
  if (pid === undefined) {
    throw new BenchError(`No shop runs on the data folder ${dataDirectory}: name another one with --data.`);
  }
  const processes = read('processes.json') as { name: string; pid: number }[];
  return [{ name: 'launcher', pid }, ...processes].map((process) => {
    const rollup = readFileSync(`/proc/${process.pid}/smaps_rollup`, 'utf8');
    const megabytes = (field: string) =>
      Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1]) / 1024;
    return { name: process.name, residentMb: megabytes('Rss'), proportionalMb: megabytes('Pss') };
  });
}
