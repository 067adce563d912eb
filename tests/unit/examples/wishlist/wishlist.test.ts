import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { CommandHandler } from '../../../../src/application/command-handler.js';
import { decide } from '../../../../src/testing/decider-specification.js';
import { InMemoryEventStore } from '../../../../src/testing/in-memory-event-store.js';
import { ManualClock } from '../../../../src/testing/manual-clock.js';
import { processManager } from '../../../../src/testing/process-manager-specification.js';
import { projection } from '../../../../src/testing/projection-specification.js';
import { SeededRandomness } from '../../../../src/testing/seeded-randomness.js';
import { type WishlistFollowed, wishExpiryProcess } from './wish-expiry.js';
import { wishlistDecider, wishlistEventVersions } from './wishlist.js';
import type { AddWish, RemoveWish, WishAdded, WishRemoved } from './wishlist.js';
import { wishlists } from './wishlists.js';

const data = { wishlistId: 'ada', productId: 'teapot' };
const add: AddWish = { type: 'AddWish', data };
const remove: RemoveWish = { type: 'RemoveWish', data };
const added: WishAdded = { type: 'WishAdded', data };
const removed: WishRemoved = { type: 'WishRemoved', data };

describe('the example of a guide: a wishlist', () => {
  // #region decider-test
  it('holds each product once', () => {
    decide(wishlistDecider).given().when(add).thenEvents(added);
    decide(wishlistDecider).given(added).when(add).thenNothing();
    decide(wishlistDecider).given(added).when(remove).thenEvents(removed);
  });

  it('holds fifty products', () => {
    const full = Array.from({ length: 50 }, (_, index): WishAdded => ({
      type: 'WishAdded',
      data: { wishlistId: 'ada', productId: `${index}` },
    }));
    decide(wishlistDecider)
      .given(...full)
      .when(add)
      .thenFails('wishlist-full');
  });
  // #endregion

  // #region projection-test
  it('is read with the moment of each wish', () => {
    const at = '2026-02-03T04:05:06.007Z';
    projection(wishlists)
      .of('wishlist-ada')
      .given({ ...added, at })
      .thenDocument({ wishlistId: 'ada', wishes: [{ productId: 'teapot', since: at }] });
  });
  // #endregion

  // #region process-test
  it('loses a wish that nobody has fulfilled in a year', () => {
    const yearMs = 365 * 24 * 60 * 60 * 1000;
    const followed: WishlistFollowed = { type: 'WishlistFollowed', data: { wishlistId: 'ada' } };
    const process = processManager(wishExpiryProcess(yearMs));
    process.thenProcessOf(added, 'ada');
    const waiting = process
      .when(added)
      .thenReacts({ facts: [followed], deadlines: [{ name: 'teapot', afterMs: yearMs }] });
    waiting.when(removed).thenReacts({ cancelDeadlines: ['teapot'] });
    waiting.when({ type: 'DeadlinePassed', data: { name: 'teapot' } }).thenReacts({ commands: [remove] });
  });
  // #endregion

  it('is handled once however often the command comes', async () => {
    // #region handler
    const handler = new CommandHandler({
      eventStore: new InMemoryEventStore(),
      decider: wishlistDecider,
      eventVersions: wishlistEventVersions,
      clock: new ManualClock(),
      randomness: new SeededRandomness(),
    });
    const command = {
      commandId: randomUUID(),
      correlationId: randomUUID(),
      causationId: randomUUID(),
      actor: 'customer:ada',
      body: add,
    };
    const result = await handler.handle('wishlist-ada', command);
    // #endregion
    expect(result.revision).to.equal(0);
    expect(await handler.handle('wishlist-ada', command)).to.include({ revision: 0, repeated: true });
  });
});
