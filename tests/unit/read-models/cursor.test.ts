import { assert } from 'chai';
import { cursorAfter, requireCursorOf } from '../../../src/application/read-models/cursor.js';
import { InvalidCursorError } from '../../../src/application/read-models/invalid-cursor-error.js';

const byAge = cursorAfter('2026-11-26T06:00:00.000Z/order-1');
const byPosition = cursorAfter('00000000000000004711');

describe('cursors of lists', () => {
  it('lead on in a list of their own order', () => {
    requireCursorOf('by-age', byAge);
    requireCursorOf('by-position', byPosition);
  });

  it('are refused in a list of the other order, which would begin anew or end', () => {
    assert.throws(() => requireCursorOf('by-position', byAge), InvalidCursorError);
    assert.throws(() => requireCursorOf('by-age', byPosition), InvalidCursorError);
  });

  it('are refused when nobody has given them', () => {
    for (const cursor of ['', 'x', 'garbage', `${byAge}=`, cursorAfter('4711'), cursorAfter('order-1')]) {
      assert.throws(() => requireCursorOf('by-age', cursor), InvalidCursorError);
      assert.throws(() => requireCursorOf('by-position', cursor), InvalidCursorError);
    }
  });
});
