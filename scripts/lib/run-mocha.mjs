import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

const exitGraceMs = 10_000;
const running = new Set();

/**
 * Runs mocha in a process group of its own, and ends the whole group afterwards, so that no test leaves a process behind.
 * A run that crashes, or that stays open after its last test, counts as one more failure.
 *
 * @returns {Promise<{ passed: number, failed: number, pending: number }>}
 */
export function runMocha(files, mochaArguments) {
  const mocha = join(projectRoot, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = join(projectRoot, 'scripts', 'lib', 'summing-reporter.cjs');
  const child = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      mocha,
      '--reporter',
      reporter,
      '--timeout',
      '20000',
      ...mochaArguments,
      ...files,
    ],
    { cwd: projectRoot, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  running.add(child);

  return new Promise((resolve) => {
    let counts;
    let staysOpen;
    child.on('message', (message) => {
      counts = message;
      staysOpen = setTimeout(() => {
        console.error('The tests have ended, but something they opened keeps the process alive.');
        counts = { ...counts, failed: counts.failed + 1 };
        endGroup(child);
      }, exitGraceMs);
    });
    child.on('close', (code) => {
      clearTimeout(staysOpen);
      endGroup(child);
      running.delete(child);
      if (!counts) console.error('The test process ended before its tests did.');
      const { passed, failed, pending } = counts ?? { passed: 0, failed: 1, pending: 0 };
      resolve({ passed, failed: code !== 0 && failed === 0 ? 1 : failed, pending });
    });
  });
}

/** Ends every test process that still runs, with all it started. */
export function endAll() {
  for (const child of running) endGroup(child);
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
