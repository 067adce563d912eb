import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../support/project-root.js';

const folder = 'src/infrastructure/telemetry/tracing';
const adapter = ['open-telemetry-tracer.ts', 'watched-exporter.ts', 'zipkin-tracing.ts'].map(
  (name) => `${folder}/${name}`,
);

describe('OpenTelemetry', () => {
  const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `src/${path.split(sep).join('/')}`)
    .map((path) => ({ path, source: readFileSync(join(projectRoot, path), 'utf8') }));

  it('is known to its adapter only', () => {
    const importers = sources.filter(({ source }) => source.includes("from '@opentelemetry/"));
    expect(importers.map(({ path }) => path)).to.have.members(adapter);
  });

  it('is loaded only where traces are wanted', () => {
    const imported = sources
      .filter(({ path }) => !adapter.includes(path))
      .flatMap(({ path, source }) =>
        [...source.matchAll(/^import (?!type )[^;]*?from '(\.[^']+)\.js';/gm)].map(
          (match) => `${posix.join(posix.dirname(path), match[1]!)}.ts`,
        ),
      );
    expect(imported).to.include(`${folder}/tracing.ts`);
    for (const file of adapter) expect(imported).to.not.include(file);
  });
});
