import { expect } from 'chai';
import { deepFreeze } from '../../../src/testing/deep-freeze.js';

describe('freezing to the depths', () => {
  it('reaches what is inside of something that is frozen already', () => {
    const value = deepFreeze(Object.freeze({ items: [{ quantity: 1 }] }));
    expect(() => value.items.push({ quantity: 2 })).to.throw(TypeError);
    expect(() => (value.items[0]!.quantity = 2)).to.throw(TypeError);
  });

  it('lets nobody change maps and sets', () => {
    const value = deepFreeze({ lines: new Map([['a', { quantity: 1 }]]), seen: new Set(['a']) });
    expect(() => value.lines.set('b', { quantity: 2 })).to.throw(TypeError, 'read only');
    expect(() => value.lines.delete('a')).to.throw(TypeError, 'read only');
    expect(() => (value.lines.get('a')!.quantity = 2)).to.throw(TypeError, 'read only');
    expect(() => value.seen.add('b')).to.throw(TypeError, 'read only');
    expect(() => value.seen.clear()).to.throw(TypeError, 'read only');
    expect(new Map(value.lines).set('b', { quantity: 2 }).size).to.equal(2);
    expect(value).to.deep.equal({ lines: new Map([['a', { quantity: 1 }]]), seen: new Set(['a']) });
  });
});
