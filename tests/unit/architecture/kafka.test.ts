import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../support/project-root.js';

const folder = 'src/infrastructure/messaging/kafka';
/** What leads to the client of Kafka. */
const entrance = 'kafka-exchange.js';

describe('the client of Kafka', () => {
  const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `src/${path.split(sep).join('/')}`)
    .map((path) => ({ path, source: readFileSync(join(projectRoot, path), 'utf8') }));
  const importing = (pattern: RegExp): string[] =>
    sources.filter(({ source }) => pattern.test(source)).map(({ path }) => path);

  it('is known to its adapter only', () => {
    const importers = importing(/from '@platformatic\/kafka'/);
    expect(importers).to.not.deep.equal([]);
    expect(importers.filter((path) => !path.startsWith(folder))).to.deep.equal([]);
  });

  it('is loaded only where Kafka is used', () => {
    expect(importing(new RegExp(`^import (?!type )[^;]*?/${entrance}';`, 'm'))).to.deep.equal([]);
    const loaders = importing(/^import (?!type )[^;]*? from '@platformatic\/kafka';/m);
    const names = loaders.map((path) => path.slice(folder.length + 1, -'.ts'.length));
    const insiders = importing(new RegExp(`^import (?!type )[^;]*?/(?:${names.join('|')})\\.js';`, 'm'));
    for (const path of insiders) expect(path.startsWith(`${folder}/`), path).to.equal(true);
    expect(insiders).to.not.include(`${folder}/kafka-messaging.ts`);
  });
});
