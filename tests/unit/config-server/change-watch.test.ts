import { expect } from 'chai';
import { ChangeWatch } from '../../../src/services/config-server/changes/change-watch.js';
import { filesBackEnd } from './files-back-end.js';

describe('change watch', () => {
  let fingerprints: (string | Error)[];
  let hint: () => void;
  let failures: unknown[];
  let watch: ChangeWatch;
  let changes: number;

  beforeEach(() => {
    fingerprints = ['one'];
    failures = [];
    changes = 0;
    const backEnd = {
      ...filesBackEnd({}),
      async fingerprint() {
        const next = fingerprints.length > 1 ? fingerprints.shift()! : fingerprints[0]!;
        if (next instanceof Error) throw next;
        return next;
      },
      onHint(listener: () => void) {
        hint = listener;
        return () => {
          hint = () => undefined;
        };
      },
    };
    watch = new ChangeWatch(backEnd, 3_600_000, (error) => failures.push(error));
    watch.onChange(() => (changes += 1));
    watch.start();
  });

  afterEach(() => watch.stop());

  it('tells nothing at the first look, nor while all is the same', async () => {
    await watch.look();
    await watch.look();
    expect(changes).to.equal(0);
  });

  it('tells of a change once, after it has settled', async () => {
    await watch.look();
    fingerprints = ['two', 'three', 'four', 'four'];
    await watch.look();
    await watch.look();
    expect(changes).to.equal(1);
  });

  it('looks at a hint', async () => {
    await watch.look();
    const told = new Promise<void>((resolve) => void watch.onChange(resolve));
    fingerprints = ['two'];
    hint();
    await told;
    expect(changes).to.equal(1);
  });

  it('goes on after a failure', async () => {
    await watch.look();
    fingerprints = [new Error('away'), 'two'];
    await watch.look();
    expect([failures.length, changes]).to.deep.equal([1, 0]);
    await watch.look();
    expect(changes).to.equal(1);
  });

  it('tells nothing any more to who has left', async () => {
    const left = watch.onChange(() => expect.fail('left'));
    left();
    await watch.look();
    fingerprints = ['two'];
    await watch.look();
    expect(changes).to.equal(1);
  });
});
