import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

const exitGraceMs = 10_000;
const running = new Set();

/**
 * Runs mocha in a process group of its own, and ends the whole group afterwards, so that no test leaves a process behind.
 * A run that crashes, or that stays open after its last test, counts as one more failure.
 *
 * @returns {Promise<{ passed: number, failures: { title: string, error: string }[] }>}
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
    let result = { passed: 0, failures: [failureOf('The test process ended before its tests did.')] };
    let staysOpen;
    child.on('message', (message) => {
      result = message;
      staysOpen = setTimeout(() => {
        result.failures.push(
          failureOf('The tests have ended, but something they opened keeps the process alive.'),
        );
        endGroup(child);
      }, exitGraceMs);
    });
    child.on('close', (code) => {
      clearTimeout(staysOpen);
      endGroup(child);
      running.delete(child);
      if (code !== 0 && result.failures.length === 0) {
        result.failures.push(
          failureOf(`The tests have passed, but their process ended with exit code ${code}.`),
        );
      }
      resolve(result);
    });
  });
}

function failureOf(error) {
  return { title: 'the process that runs the tests', error };
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
