import { expect } from 'chai';
import { v5 } from 'uuid';
import { PoisonEventError } from '../../../src/application/poison-event-error.js';
import { ProcessRuntime } from '../../../src/application/process-runtime/process-runtime.js';
import { TransientError } from '../../../src/application/transient-error.js';
import { parcelProcess } from './parcel-process.js';
import { ParcelWorld } from './parcel-world.js';

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('ProcessRuntime', () => {
  let world: ParcelWorld;

  beforeEach(() => {
    world = new ParcelWorld();
  });

  it('takes a process from its first input to its end', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a', 'b']);
    await world.start().handle([ordered]);

    expect(world.happened).to.deep.equal(['Reserve a', 'Reserve b', 'Ship a+b']);
    expect(world.steps('p1').map(({ inputs }) => inputs.map(({ type }) => type))).to.deep.equal([
      ['ParcelOrdered'],
      ['CommandAccepted', 'CommandAccepted'],
      ['CommandAccepted'],
    ]);
  });

  it('stores inbox, facts, outbox and deadlines of a step in one event, before it acts', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a']);
    world.outage = () => new TransientError('nobody there');
    await failureOf(world.start().handle([ordered]));

    const [step] = world.steps('p1');
    expect(step?.inputs).to.deep.equal([{ inputId: ordered.eventId, type: 'ParcelOrdered' }]);
    expect(step?.facts).to.deep.equal([{ type: 'Waiting', data: { items: ['a'] } }]);
    expect(step?.commands.map(({ body }) => body)).to.deep.equal([{ type: 'Reserve', data: { item: 'a' } }]);
    expect(step?.deadlines.map(({ name, dueAt }) => [name, dueAt])).to.deep.equal([
      ['shipping', '2026-01-01T00:01:00.000Z'],
    ]);
    expect(world.effects).to.deep.equal([]);
  });

  it('derives command ids from the causing input and the place in the reaction', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a', 'b']);
    await world.start().handle([ordered]);
    const reserve = world.effects.slice(0, 2).map(({ commandId }) => commandId);
    expect(reserve).to.deep.equal([
      v5('process.parcel-p1/command/0', ordered.eventId),
      v5('process.parcel-p1/command/1', ordered.eventId),
    ]);
  });

  it('hands correlation, cause, actor and trace on to the commands', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a']);
    await world.start().handle([ordered]);
    const [firstStep, secondStep] = world.store.eventsOf('process.parcel-p1');
    const { body: _, commandId: __, ...origin } = world.effects[0]!;
    expect(origin).to.deep.equal({
      causationId: firstStep!.eventId,
      correlationId: 'correlation of p1',
      actor: 'process:parcel',
      traceparent: ordered.metadata.traceparent,
    });
    expect(firstStep!.metadata.$causationId).to.equal(ordered.eventId);
    expect(secondStep!.metadata.$causationId).to.equal(firstStep!.eventId);
    expect(world.effects[1]!.causationId).to.equal(secondStep!.eventId);
  });

  it('tells the process of a refused command, with code and details', async () => {
    world.soldOut.add('b');
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a', 'b', 'c']);
    await world.start().handle([ordered]);

    expect(world.happened).to.deep.equal(['Reserve a', 'Reserve c', 'Release a', 'Release c']);
    const refusal = world.steps('p1')[1]?.inputs[1];
    expect(refusal?.type).to.equal('CommandRejected');
    expect(refusal?.data).to.include({ code: 'sold-out', message: 'no b left' });
    expect(refusal?.data).to.deep.include({ details: { left: 0 } });
    expect(world.steps('p1')[1]?.ended).to.equal(true);
  });

  it('reacts once to an input that is delivered again, by the same and by a restarted instance', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a']);
    const first = world.start();
    await first.handle([ordered, ordered]);
    const steps = world.steps('p1');
    await first.handle([ordered]);
    await world.start().handle([ordered]);

    expect(world.steps('p1')).to.deep.equal(steps);
    expect(world.dispatches).to.equal(2);
  });

  it('goes on from its stream after a restart', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['slow']);
    await world.start().handle([ordered]);
    const calledOff = await world.publish('ParcelCalledOff', 'p1');
    await world.start().handle([calledOff]);
    expect(world.happened).to.deep.equal(['Reserve slow', 'Ship slow', 'Release slow']);
  });

  it('records what it has learnt when one of several commands fails for the moment, and repeats only that one', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a', 'b', 'c']);
    const runtime = world.start();
    world.outage = ({ body }) =>
      body.type === 'Reserve' && body.data.item === 'b' ? new TransientError('away') : undefined;
    expect(await failureOf(runtime.handle([ordered]))).to.be.instanceOf(TransientError);
    expect(world.dispatches).to.equal(3);

    world.outage = () => undefined;
    await runtime.handle([ordered]);
    expect(world.dispatches).to.equal(5);
    expect(world.happened).to.deep.equal(['Reserve a', 'Reserve c', 'Reserve b', 'Ship a+c+b']);
  });

  it('lets the other processes of a batch finish before it reports a failure', async () => {
    const events = await Promise.all(
      ['p1', 'p2', 'p3'].map((id) => world.publish('ParcelOrdered', id, [id])),
    );
    world.outage = ({ body }) =>
      body.type === 'Reserve' && body.data.item === 'p1' ? new TransientError('away') : undefined;
    expect(await failureOf(world.start().handle(events))).to.be.instanceOf(TransientError);
    expect(world.happened).to.include.members(['Ship p2', 'Ship p3']);
  });

  it('handles inputs of one process in order', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['slow']);
    const calledOff = await world.publish('ParcelCalledOff', 'p1');
    await world.start().handle([ordered, calledOff]);
    expect(world.happened).to.deep.equal(['Reserve slow', 'Ship slow', 'Release slow']);
  });

  it('reports an input that its process manager fails on as poison, and names the event', async () => {
    const cursed = await world.publish('ParcelCursed', 'p1');
    const fine = await world.publish('ParcelOrdered', 'p2', ['a']);
    const failure = await failureOf(world.start().handle([cursed, fine]));
    expect(failure).to.be.instanceOf(PoisonEventError);
    expect((failure as PoisonEventError).event).to.equal(cursed);
    expect(world.steps('p1')).to.deep.equal([]);
    expect(world.happened).to.include('Ship a');
  });

  it('leaves out events that concern no process', async () => {
    const runtime = world.start();
    const other = { ...(await world.publish('ParcelOrdered', 'p1', ['a'])), type: 'SomethingElse' };
    await runtime.handle([other]);
    expect(world.steps('p1')).to.deep.equal([]);
    expect(runtime.laneKey(other)).to.equal('parcel-p1');
  });

  it('takes the process id as lane key, so that inputs from several streams keep their order', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a']);
    expect(world.start().laneKey({ ...ordered, stream: 'elsewhere-1' })).to.equal('p1');
  });

  it('decides anew when another instance advanced the process in between', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['slow']);
    const [one, other] = [world.start(), world.start()];
    await one.handle([ordered]);
    await other.handle([ordered]);
    const calledOff = await world.publish('ParcelCalledOff', 'p1');
    await one.handle([calledOff]);
    await other.handle([calledOff]);

    expect(world.steps('p1').flatMap(({ facts }) => facts.map(({ type }) => type))).to.deep.equal([
      'Waiting',
      'Reserved',
      'CalledOff',
    ]);
    expect(world.happened).to.deep.equal(['Reserve slow', 'Ship slow', 'Release slow']);
  });

  it('never takes a different step of another instance for its own', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a']);
    const [one, other] = [world.start(), world.start()];
    world.store.beforeNextAppend(async () => {
      await world.clock.advance(5);
      await other.handle([ordered]);
    });
    await one.handle([ordered]);
    expect(world.steps('p1')).to.have.length(3);
    expect(world.happened).to.deep.equal(['Reserve a', 'Ship a']);
  });

  it('survives an append whose answer was lost', async () => {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['a']);
    const runtime = world.start();
    for (const when of ['after', 'before', 'after'] as const) {
      world.store.failNextAppend(when);
      await failureOf(runtime.handle([ordered]));
      await world.clock.advance(10);
    }
    await runtime.handle([ordered]);
    expect(world.steps('p1')).to.have.length(3);
    expect(world.happened).to.deep.equal(['Reserve a', 'Ship a']);
  });

  it('raises stored events to several inputs, each with an id of its own', async () => {
    const dispatched: unknown[] = [];
    const runtime = new ProcessRuntime({
      manager: parcelProcess,
      inputs: ['parcel-'],
      eventStore: world.store,
      dispatcher: { dispatch: async ({ body }) => void dispatched.push(body) },
      clock: world.clock,
      randomness: world.randomness,
      upcast: ({ data }) => [
        { type: 'ParcelOrdered', data },
        { type: 'ParcelCalledOff', data },
      ],
    });
    const old = await world.publish('ParcelOrdered', 'p1', ['slow']);
    await runtime.handle([old]);
    await runtime.handle([old]);
    expect(dispatched).to.deep.equal([
      { type: 'Reserve', data: { item: 'slow' } },
      { type: 'Ship', data: { items: ['slow'] } },
      { type: 'Release', data: { item: 'slow' } },
    ]);
    const inputs = world.steps('p1').flatMap((step) => step.inputs);
    expect(new Set(inputs.map(({ inputId }) => inputId)).size).to.equal(inputs.length);
  });
});
