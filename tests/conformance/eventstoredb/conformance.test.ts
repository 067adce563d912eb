import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningNode, start } from '@webstore/embedded-eventstoredb';
import { expect } from 'chai';
import { type Scenario, listScenarios, runScenarios } from './runner.js';

function idOf({ topic, name }: Scenario): string {
  return `${topic}/${name}`;
}

describe('The embedded event store against the recorded answers of EventStoreDB 23.10.8', () => {
  const scenarios = listScenarios();
  let directory: string;
  let node: RunningNode;
  let results: Map<string, string | undefined>;

  before(async function runAll() {
    this.timeout(240_000);
    directory = await mkdtemp(join(tmpdir(), 'conformance-'));
    node = await start({ dir: directory, port: 0 });
    results = await runScenarios(node.url, scenarios.map(idOf));
  });

  after(async () => {
    await node.stop();
    await rm(directory, { recursive: true });
  });

  for (const topic of new Set(scenarios.map((scenario) => scenario.topic))) {
    describe(topic, () => {
      for (const scenario of scenarios.filter((candidate) => candidate.topic === topic)) {
        it(`${scenario.name}: ${scenario.what}`, () => {
          const id = idOf(scenario);
          expect(results.has(id), 'the runner has run it').to.equal(true);
          expect(results.get(id)).to.equal(undefined);
        });
      }
    });
  }
});
