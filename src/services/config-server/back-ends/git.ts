import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** Git did not do what it was asked for; the message is its last line. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/**
 * Runs the `git` executable in a folder and gives what it prints. It never asks anybody for a password.
 * @throws GitError
 */
export async function git(folder: string, ...parameters: readonly string[]): Promise<Buffer> {
  try {
    const { stdout } = await run('git', ['-C', folder, ...parameters], {
      encoding: 'buffer',
      timeout: TIMEOUT_MS,
      maxBuffer: MOST_BYTES,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    });
    return stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: Buffer };
    if (code === 'ENOENT') throw new GitError('There is no git executable here', { cause: error });
    const complaint = stderr?.toString().trim().split('\n').at(-1) ?? '';
    throw new GitError(complaint || `git ${parameters[0] ?? ''} failed`, { cause: error });
  }
}
