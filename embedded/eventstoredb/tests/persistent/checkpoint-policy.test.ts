import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { CheckpointPolicy } from '../../src/persistent/checkpoint-policy.js';
import { type Message, newMessage } from '../../src/persistent/message.js';
import { DEFAULTS } from './group-simulation.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('the checkpoint policy', () => {
  const numberOfMessages = 20_000;
  let policy: CheckpointPolicy;

  beforeEach(() => {
    policy = new CheckpointPolicy(DEFAULTS, { position: -1, count: 0 });
  });

  function begin(position: number): Message {
    const place = { event: position, stream: undefined, revision: 0 };
    const message = newMessage(place, String(position), { position: position - 1, count: position });
    policy.begin(message);
    return message;
  }

  it('stays before the first message that is not dealt with, however many behind it are', () => {
    const slow = begin(0);
    for (let position = 1; position < numberOfMessages; position++) {
      begin(position).isDone = position !== 1234;
    }
    const examined = { position: numberOfMessages - 1, count: numberOfMessages };
    expect(policy.due(examined, 0)).to.equal(undefined);
    slow.isDone = true;
    expect(policy.due(examined, 0)).to.deep.equal({ position: 1233, count: 1234 });
  });

  it('holds on to no message that is dealt with, however long one before it takes', () => {
    begin(0);
    const dealtWith: WeakRef<Message>[] = [];
    for (let position = 1; position < numberOfMessages; position++) {
      const message = begin(position);
      message.isDone = true;
      dealtWith.push(new WeakRef(message));
    }
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      collectGarbage();
      const held = dealtWith.filter((message) => message.deref() !== undefined);
      expect(held.length).to.be.below(numberOfMessages / 5);
    });
  });
});
