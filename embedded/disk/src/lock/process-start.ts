import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What `startOf` says of a process that has ended and not been waited for yet. */
const ENDED = '';

/**
 * When a process started, in the system's own words: together with its number that names it for as long as the system
 * runs. Undefined for no process, or where the system does not tell.
 */
export function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return startFromProc(pid);
  return process.platform === 'win32' ? Promise.resolve(undefined) : startFromPs(pid);
}

/** Field 22 of /proc/PID/stat; the name in field 2 may hold spaces and parentheses. */
async function startFromProc(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? ENDED : fields[18];
  } catch {
    return undefined;
  }
}

/** For macOS and the BSDs, which have no /proc; to the second. */
export async function startFromPs(pid: number): Promise<string | undefined> {
  try {
    const args = ['-o', 'state=', '-o', 'lstart=', '-p', String(pid)];
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const { stdout } = await promisify(execFile)('ps', args, { env });
    const [, state, started] = /^\s*(\S+)\s+(.*\S)/.exec(stdout) ?? [];
    return state?.startsWith('Z') ? ENDED : started;
  } catch {
    return undefined;
  }
}
