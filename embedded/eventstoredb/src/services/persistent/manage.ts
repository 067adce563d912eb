import type { Call, CallHandler } from '../../grpc/call.js';
import { oneMessage } from '../../grpc/one-message.js';
import { Code, StatusError } from '../../grpc/status.js';
import type { PersistentSubscriptions } from '../../persistent/persistent-subscriptions.js';
import { StorageError } from '../../storage/errors.js';
import { readDefinitionRequest } from './definition-request.js';
import { readGroupRequest } from './group-request.js';

type Method = (call: Call) => CallHandler;

/** What `Create`, `Update`, `Delete`, `ReplayParked` and `RestartSubsystem` answer. */
const EMPTY: Buffer = Buffer.alloc(0);

/** `PersistentSubscriptions.Create`. */
export function createGroup(subscriptions: PersistentSubscriptions): Method {
  return unary(async (message) => {
    const { group, filter } = readDefinitionRequest(message);
    await subscriptions.create(group, filter);
  });
}

/** `PersistentSubscriptions.Update`; the filter of a group cannot be changed. */
export function updateGroup(subscriptions: PersistentSubscriptions): Method {
  return unary((message) => subscriptions.update(readDefinitionRequest(message).group));
}

/** `PersistentSubscriptions.Delete`. */
export function deleteGroup(subscriptions: PersistentSubscriptions): Method {
  return unary((message) => subscriptions.delete(readGroupRequest(message, { stream: 1, all: 3, group: 2 })));
}

/** `PersistentSubscriptions.ReplayParked`, up to `int64 stop_at = 4` when it is there. */
export function replayParked(subscriptions: PersistentSubscriptions): Method {
  return unary(async (message) => {
    let stopAt: number | undefined;
    const id = readGroupRequest(message, { stream: 2, all: 3, group: 1 }, (field, reader) => {
      if (field !== 4) return false;
      stopAt = reader.int64();
      return true;
    });
    const group = subscriptions.get(id);
    group.run((rules) => rules.replay(group.parked.replay(stopAt)));
  });
}

/** `PersistentSubscriptions.RestartSubsystem`. */
export function restartSubsystem(subscriptions: PersistentSubscriptions): Method {
  return unary(async () => subscriptions.restart());
}

/** A method of one request, answered when the work is done. */
function unary(work: (message: Buffer) => Promise<void>): Method {
  return (call) =>
    oneMessage((message) => {
      work(message).then(
        () => {
          call.send(EMPTY);
          call.end();
        },
        (error: unknown) => call.fail(asStatus(error)),
      );
    });
}

/** A write that failed is the store's, and told to its operator already. */
function asStatus(error: unknown): unknown {
  return error instanceof StorageError ? new StatusError(Code.UNAVAILABLE, error.message) : error;
}
