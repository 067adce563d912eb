import { expect } from 'chai';
import { cancelProcess } from '../../../src/application/process-runtime/cancel-process.js';
import { TransientError } from '../../../src/application/transient-error.js';
import { SHIPPING_DEADLINE_MS } from './parcel-process.js';
import { ParcelWorld, type ParcelRuntime } from './parcel-world.js';

const by = { actor: 'operator:ada', reason: 'the supplier is gone' };

describe('cancelProcess', () => {
  let world: ParcelWorld;
  let runtime: ParcelRuntime;

  beforeEach(() => {
    world = new ParcelWorld();
    runtime = world.start();
  });

  const cancel = (parcelId: string) =>
    cancelProcess({ eventStore: world.store, randomness: world.randomness }, 'parcel', parcelId, by);

  it('ends a process whose command can not be delivered, for the instance that goes on trying too', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a']);
    world.outage = () => new TransientError('nobody there');
    const failure = await runtime.handle([ordered]).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(TransientError);

    expect(await cancel('p1')).to.equal('cancelled');
    world.outage = () => undefined;
    const dispatched = world.dispatches;
    await runtime.handle([ordered]);
    await world.start().handle([ordered]);
    expect([world.dispatches, world.happened]).to.deep.equal([dispatched, []]);
  });

  it('lets nothing that comes later, and no deadline, wake it', async () => {
    await runtime.handle([await world.publish('ParcelOrdered', 'p1', ['slow'])]);
    const happened = world.happened.length;
    await cancel('p1');
    const steps = world.steps('p1').length;
    await runtime.handle([await world.publish('ParcelCalledOff', 'p1')]);
    await world.clock.advance(SHIPPING_DEADLINE_MS * 2);
    await runtime.wake('p1', steps - 1);
    await world.start().wake('p1', steps - 1);
    expect([world.happened.length, world.steps('p1').length]).to.deep.equal([happened, steps]);
  });

  it('is remembered in the stream with who and why', async () => {
    await runtime.handle([await world.publish('ParcelOrdered', 'p1', ['slow'])]);
    await cancel('p1');
    const last = world.store.eventsOf('process.parcel-p1').at(-1)!;
    expect([last.metadata.actor, last.metadata.$correlationId]).to.deep.equal([
      'operator:ada',
      'correlation of p1',
    ]);
    const step = world.steps('p1').at(-1)!;
    expect(step.inputs[0]?.data).to.deep.equal({ cancelledBy: 'operator:ada', reason: by.reason });
    expect([step.ended, step.cancelledDeadlines]).to.deep.equal([true, ['shipping']]);
  });

  it('happens once, and to what there is only', async () => {
    expect(await cancel('p1')).to.equal('no-such-process');
    await runtime.handle([await world.publish('ParcelOrdered', 'p1', ['slow'])]);
    expect(await cancel('p1')).to.equal('cancelled');
    expect(await cancel('p1')).to.equal('ended-before');
  });
});
