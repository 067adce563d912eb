import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../support/project-root.js';

const folder = join(projectRoot, 'tests/conformance/eventstoredb');

/** How many scenarios run at the same time: they wait more than they compute. */
const JOBS = 8;

/** A recorded scenario, `topic/name`. */
export interface Scenario {
  readonly topic: string;
  readonly name: string;
  readonly what: string;
}

/** All recorded scenarios. */
export function listScenarios(): readonly Scenario[] {
  return readdirSync(join(folder, 'scenarios'))
    .sort()
    .flatMap((file) => {
      const { topic, scenarios } = JSON.parse(readFileSync(join(folder, 'scenarios', file), 'utf8')) as {
        topic: string;
        scenarios: { name: string; what?: string }[];
      };
      return scenarios.map(({ name, what = name }) => ({ topic, name, what }));
    });
}

/**
 * Runs scenarios against a server with the given runner.
 *
 * @param only `topic/name` of those to run
 * @returns by `topic/name`: undefined when the server gave the recorded answers, else the differences
 */
export async function runScenarios(
  url: string,
  only: readonly string[],
): Promise<Map<string, string | undefined>> {
  const args = [
    join(folder, 'run.mjs'),
    '--url',
    url,
    '--show',
    '--strict',
    '--jobs',
    String(JOBS),
    '--only',
    only.join(),
  ];
  const runner = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  runner.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  runner.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  await new Promise((resolve) => {
    runner.once('close', resolve);
  });
  const text = Buffer.concat(output).toString('utf8');
  const results = parseOutput(text);
  if (results.size < only.length) throw new Error(`the runner has not run every scenario:\n${text}`);
  return results;
}

/** A line `ok   topic/name`, or `FAIL topic/name` and lines that tell the differences, for each scenario. */
function parseOutput(output: string): Map<string, string | undefined> {
  const results = new Map<string, string | undefined>();
  let failed: string | undefined;
  for (const line of output.split('\n')) {
    const verdict = /^(ok {3}|FAIL )(\S+)/.exec(line);
    if (verdict) {
      failed = verdict[1] === 'FAIL ' ? verdict[2]! : undefined;
      results.set(verdict[2]!, failed && '');
    } else if (failed && line.startsWith(' ')) results.set(failed, `${results.get(failed)}\n${line}`);
    else failed = undefined;
  }
  return results;
}
