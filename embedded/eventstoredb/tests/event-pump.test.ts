import { expect } from 'chai';
import type { Call } from '../src/grpc/call.js';
import { EventPump } from '../src/services/event-pump.js';
import type { EventStore } from '../src/store/event-store.js';
import type { Progress } from '../src/streams/event-source.js';
import { FrameWriter } from '../src/streams/frame-writer.js';

describe('the pump between a source and a client', () => {
  /** A source without end, a client that takes what the test lets it, and how much was filled. */
  function pumping(takes: () => boolean) {
    const state = { filled: 0, sent: 0, drain: () => {}, newsFor: new Set<() => void>() };
    const call = {
      isOver: false,
      onDrain: (resume: () => void) => (state.drain = resume),
      sendFrames: () => {
        state.sent++;
        return takes();
      },
    };
    const store = {
      onVisible: (listener: () => void) => {
        state.newsFor.add(listener);
        return () => state.newsFor.delete(listener);
      },
    };
    const source = {
      fill(frames: FrameWriter): Progress {
        state.filled++;
        frames.message(Buffer.alloc(1000));
        return 'more';
      },
    };
    const pump = new EventPump(
      call as unknown as Call,
      source,
      new FrameWriter(),
      store as unknown as EventStore,
    );
    return { state, pump };
  }

  it('fetches nothing more while the client takes nothing', () => {
    const { state } = pumping(() => false);
    expect(state).to.include({ filled: 1, sent: 1 });
    for (const news of state.newsFor) news();
    expect(state).to.include({ filled: 1, sent: 1 });
    state.drain();
    expect(state).to.include({ filled: 2, sent: 2 });
  });

  it('lets others have their turn when the client takes everything', async () => {
    let isTaking = true;
    const { state } = pumping(() => isTaking);
    const inOneTurn = state.filled;
    expect(inOneTurn).to.be.within(1, 10);
    await new Promise((resolve) => setImmediate(resolve));
    expect(state.filled).to.be.above(inOneTurn);
    isTaking = false;
  });

  it('listens for nothing when all there is to send left at once', () => {
    const newsFor = new Set<() => void>();
    const call = { isOver: false, onDrain: () => {}, end: () => (call.isOver = true) };
    const store = {
      onVisible: (listener: () => void) => {
        newsFor.add(listener);
        return () => newsFor.delete(listener);
      },
    };
    const source = { fill: (): Progress => 'end' };
    const pump = new EventPump(
      call as unknown as Call,
      source,
      new FrameWriter(),
      store as unknown as EventStore,
    );
    expect(newsFor.size).to.equal(0);
    pump.stop();
  });

  it('listens for nothing any more once it is stopped', () => {
    const { state, pump } = pumping(() => false);
    pump.stop();
    expect(state.newsFor.size).to.equal(0);
  });
});
