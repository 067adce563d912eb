import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../support/project-root.js';

/** `<!-- snippet: tests/unit/examples/x.ts#region -->`, then the fenced block that must be that region. */
const snippet = /<!-- snippet: (?<file>\S+)#(?<region>\S+) -->\n+```\w+\n(?<code>[\s\S]*?)```/g;

describe('documentation', () => {
  const pages = ['README.md', ...markdownIn('docs')];

  for (const page of pages) {
    const text = readFileSync(join(projectRoot, page), 'utf8');

    for (const { groups } of text.matchAll(snippet)) {
      it(`${page} shows ${groups!['file']}#${groups!['region']} as it is`, () => {
        const source = readFileSync(join(projectRoot, groups!['file']!), 'utf8');
        expect(groups!['code']!.trim()).to.equal(regionOf(source, groups!['region']!));
      });
    }

    it(`${page} links only to what is there`, () => {
      const targets = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
        ([, target]) => target!,
      );
      const dead = targets.filter((target) => !existsSync(join(projectRoot, dirname(page), target)));
      expect(dead).to.deep.equal([]);
    });
  }

  it('shows the example of its guide', () => {
    const guide = readFileSync(join(projectRoot, 'docs/adding-an-aggregate.md'), 'utf8');
    expect([...guide.matchAll(snippet)]).to.have.length.above(4);
  });
});

/** The lines between `// #region name` and the next `// #endregion`, with their common indentation removed. */
function regionOf(source: string, name: string): string {
  const lines = source.split('\n');
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  if (start < 0) throw new Error(`There is no region '${name}'.`);
  const end = lines.findIndex((line, index) => index > start && line.trim() === '// #endregion');
  const region = lines.slice(start + 1, end);
  const indent = Math.min(...region.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return region
    .map((line) => line.slice(indent))
    .join('\n')
    .trim();
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `${folder}/${path}`);
}
