import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningNode, start } from '@webstore/embedded-eventstoredb';
import { expect } from 'chai';
import { pending } from './pending.js';
import { type Scenario, listScenarios, runScenarios } from './runner.js';

function idOf({ topic, name }: Scenario): string {
  return `${topic}/${name}`;
}

function isPending(scenario: Scenario): boolean {
  return pending.includes(idOf(scenario)) || pending.includes(`${scenario.topic}/*`);
}

describe('The embedded event store against the recorded answers of EventStoreDB 23.10.8', () => {
  const scenarios = listScenarios();
  const wanted = scenarios.filter((scenario) => !isPending(scenario));
  let directory: string;
  let node: RunningNode;
  let results: Map<string, string | undefined>;

  before(async function runAll() {
    this.timeout(120_000);
    directory = await mkdtemp(join(tmpdir(), 'conformance-'));
    node = await start({ dir: directory, port: 0 });
    results = await runScenarios(node.url, wanted.map(idOf));
  });

  after(async () => {
    await node.stop();
    await rm(directory, { recursive: true });
  });

  for (const topic of new Set(scenarios.map((scenario) => scenario.topic))) {
    describe(topic, () => {
      for (const scenario of scenarios.filter((candidate) => candidate.topic === topic)) {
        const title = `${scenario.name}: ${scenario.what}`;
        if (isPending(scenario)) it(title);
        else {
          it(title, () => {
            const id = idOf(scenario);
            expect(results.has(id), 'the runner has run it').to.equal(true);
            expect(results.get(id)).to.equal(undefined);
          });
        }
      }
    });
  }

  it('lists as pending only what is recorded', () => {
    const ids = new Set(scenarios.flatMap((scenario) => [idOf(scenario), `${scenario.topic}/*`]));
    expect(pending.filter((entry) => !ids.has(entry))).to.deep.equal([]);
  });
});
