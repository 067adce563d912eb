import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../support/project-root.js';
import { violationsIn } from './layers.js';

describe('architecture', () => {
  it('holds in every file of src/', () => {
    const files = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `src/${path.split(sep).join('/')}`);

    expect(files).to.include('src/domain/decider.ts');
    expect(
      files.flatMap((path) => violationsIn(path, readFileSync(join(projectRoot, path), 'utf8'))),
    ).to.deep.equal([]);
  });

  describe('its checker finds', () => {
    const planted: [string, string, string][] = [
      ['an import outwards', 'src/domain/a.ts', "import type { Clock } from '../application/clock.js';"],
      ['an import sideways', 'src/application/a/b.ts', "import { x } from '../../projections/carts.js';"],
      [
        'an import over several lines',
        'src/domain/a.ts',
        "import {\n  x,\n  y,\n} from '../services/gateway.js';",
      ],
      ['an import for its effect', 'src/domain/a.ts', "import 'reflect-metadata';"],
      ['a re-export', 'src/application/a.ts', "export * from '../infrastructure/http/x.js';"],
      ['a dynamic import', 'src/projections/a.ts', "const x = await import('../infrastructure/x.js');"],
      ['a driver in the application', 'src/application/a.ts', "import { MongoClient } from 'mongodb';"],
      ['a package in the domain', 'src/domain/a.ts', "import { v5 } from 'uuid';"],
      [
        'an embedded node in a service',
        'src/services/a.ts',
        "import { start } from '@webstore/embedded-mongodb';",
      ],
      [
        'an embedded file in a service',
        'src/services/a.ts',
        "import { start } from '../../embedded/mongodb/x.js';",
      ],
      ['a folder that is no layer', 'src/utilities/a.ts', ''],
      ['Date.now', 'src/domain/a.ts', 'const now = Date.now();'],
      ['new Date()', 'src/application/a.ts', 'const now = new Date();'],
      ['new Date without brackets', 'src/application/a.ts', 'const now = new Date;'],
      ['a timer', 'src/projections/a.ts', 'setTimeout(() => {}, 5);'],
      ['Math.random', 'src/application/a.ts', 'const x = `${Math.random()}`;'],
      ['randomUUID', 'src/application/a.ts', 'const id = crypto.randomUUID();'],
    ];
    for (const [name, path, source] of planted) {
      it(name, () => {
        expect(violationsIn(path, source)).to.have.lengthOf(1);
      });
    }

    it('nothing where all is in order', () => {
      const source = `
        import type { Message } from '../../domain/message.js'; // not: import 'mongodb'
        import { v5 } from 'uuid';
        /* Date.now() is for ports */
        export const at = (iso: string) => new Date(iso);
        export const text = 'Math.random';
      `;
      expect(violationsIn('src/application/orders/a.ts', source)).to.deep.equal([]);
    });
  });
});
