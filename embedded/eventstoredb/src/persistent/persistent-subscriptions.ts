import { SOFT_DELETED_METADATA } from '../events/stream-metadata.js';
import { MAX_PAYLOAD_LENGTH } from '../storage/record.js';
import type { EventStore } from '../store/event-store.js';
import type { StoreWriter } from '../store/writer.js';
import type { EventSelection } from '../streams/filter.js';
import { groupDoesNotExist, groupExists, groupFailed, subscriptionDropped } from './errors.js';
import {
  type GroupDefinition,
  type GroupStart,
  decodeDefinitions,
  encodeDefinitions,
} from './group-definition.js';
import { ALL, CONFIG_STREAM, type GroupId, checkpointStream, groupKey, parkedStream } from './group-id.js';
import { CONFIG_TYPE, appendLatest, hideEvents, submitWrite } from './group-writes.js';
import { storedEvent } from './original-event.js';
import { RunningGroup } from './running-group.js';
import { type GroupSettings, type RequestedSettings, refusalOf } from './settings.js';

/** The settings of all groups together, in bytes: an event has room for them, and for streams that are named after a group. */
const LONGEST_DEFINITIONS = MAX_PAYLOAD_LENGTH / 4;

/** What a client says of a group that it creates or changes. */
export interface RequestedGroup extends GroupId {
  readonly start: GroupStart;
  readonly settings: RequestedSettings;
}

/** All groups of the node. Which there are is kept in a stream; they run from when that is durable. */
export class PersistentSubscriptions {
  readonly #definitions = new Map<string, GroupDefinition>();
  readonly #running = new Map<string, RunningGroup>();
  readonly #unsubscribe: () => void;

  /** @param report told in a sentence when what is stored of the groups is not what this node wrote last */
  constructor(
    readonly store: EventStore,
    report: (message: string) => void,
  ) {
    for (const definition of loadDefinitions(store, report))
      this.#definitions.set(groupKey(definition), definition);
    this.#runAll();
    this.#unsubscribe = store.onVisible(() => {
      for (const group of this.#running.values()) group.run((rules) => rules.proceed());
    });
  }

  /** The groups of one source, or all. */
  list(source?: string): RunningGroup[] {
    const groups = [...this.#running.values()];
    return source === undefined ? groups : groups.filter(({ definition }) => definition.source === source);
  }

  /** @throws StatusError when there is no such group */
  get(id: GroupId): RunningGroup {
    const group = this.#running.get(groupKey(id));
    if (!group) throw groupDoesNotExist(id);
    return group;
  }

  /**
   * Makes a group. Resolves when it is there for good.
   *
   * @throws StatusError when it is there already, its settings are refused, or those of all groups take too much room
   */
  async create(request: RequestedGroup, filter: EventSelection | undefined): Promise<void> {
    if (this.#definitions.has(groupKey(request))) throw groupExists(request);
    await this.#define(request, filter, (writer) => {
      hideEvents(writer, checkpointStream(request));
      hideEvents(writer, parkedStream(request));
    });
  }

  /**
   * Changes a group, which begins again where it was. Its consumers are dropped.
   *
   * @throws StatusError when there is no such group, its settings are refused, or those of all groups take too much room
   */
  async update(request: RequestedGroup): Promise<void> {
    const known = this.#definitions.get(groupKey(request));
    if (!known) throw groupDoesNotExist(request);
    await this.#define(request, known.filter, () => {});
  }

  /**
   * Ends a group, with what it had parked. Its consumers are dropped.
   *
   * @throws StatusError when there is no such group
   */
  async delete(id: GroupId): Promise<void> {
    if (!this.#definitions.delete(groupKey(id))) throw groupDoesNotExist(id);
    this.#stop(groupKey(id));
    await submitWrite(this.store, (writer) => {
      this.#writeDefinitions(writer);
      for (const stream of [checkpointStream(id), parkedStream(id)]) {
        const view = writer.view(stream);
        if (view.lastRevision >= 0) writer.setMetadata(view, SOFT_DELETED_METADATA);
      }
    });
  }

  /** Begins all groups anew from what is stored of them. Their consumers are dropped. */
  restart(): void {
    for (const key of this.#running.keys()) this.#stop(key);
    this.#runAll();
  }

  /** Ends the work of all groups; their consumers are told by the server that it stops. */
  close(): void {
    this.#unsubscribe();
    for (const group of this.#running.values()) group.stop();
  }

  async #define(
    { source, group, start, settings }: RequestedGroup,
    filter: EventSelection | undefined,
    prepare: (writer: StoreWriter) => void,
  ): Promise<void> {
    const refusal = refusalOf(settings);
    if (refusal !== undefined) throw groupFailed({ source, group }, refusal);
    const key = groupKey({ source, group });
    const accepted = settings as GroupSettings;
    let definition: GroupDefinition = { source, group, start, endWas: 0, filter, settings: accepted };
    this.#checkLength(key, definition);
    this.#definitions.set(key, definition);
    await submitWrite(this.store, (writer) => {
      prepare(writer);
      // A later request may have changed or deleted the group by now.
      if (this.#definitions.get(key) !== definition) return;
      definition = { ...definition, endWas: endOf(source, writer) };
      this.#definitions.set(key, definition);
      this.#writeDefinitions(writer);
    });
    if (this.#definitions.get(key) !== definition) return;
    this.#stop(key);
    this.#running.set(key, new RunningGroup(definition, this.store));
  }

  /** All groups are kept in one event. */
  #checkLength(key: string, definition: GroupDefinition): void {
    const all = new Map([...this.#definitions, [key, definition]]).values();
    const { length } = encodeDefinitions(all, this.store.now());
    if (length <= LONGEST_DEFINITIONS) return;
    const reason = `The settings of all groups would take ${length} bytes, more than ${LONGEST_DEFINITIONS}`;
    throw groupFailed(
      { source: definition.source.slice(0, 200), group: definition.group.slice(0, 200) },
      reason,
    );
  }

  #writeDefinitions(writer: StoreWriter): void {
    const data = encodeDefinitions(this.#definitions.values(), writer.now());
    appendLatest(writer, CONFIG_STREAM, CONFIG_TYPE, data);
  }

  #runAll(): void {
    for (const [key, definition] of this.#definitions) {
      this.#running.set(key, new RunningGroup(definition, this.store));
    }
  }

  #stop(key: string): void {
    const group = this.#running.get(key);
    if (!group) return;
    this.#running.delete(key);
    group.stop();
    for (const { sink } of group.rules.consumers) sink.end(subscriptionDropped(group.definition));
  }
}

/** A client can write to this stream as to any other; what it wrote is passed over, or the node could not start any more. */
function loadDefinitions(store: EventStore, report: (message: string) => void): GroupDefinition[] {
  const { entry, lastRevision } = store.view(CONFIG_STREAM);
  for (let revision = lastRevision; revision >= 0; revision--) {
    const { type, data } = storedEvent(store, entry!.events[revision]!);
    const definitions = type === CONFIG_TYPE ? decodeDefinitions(data) : undefined;
    if (!definitions) continue;
    if (revision < lastRevision) {
      report(
        `${CONFIG_STREAM} has strange events behind revision ${revision}; the groups are as it tells them`,
      );
    }
    return definitions;
  }
  if (lastRevision >= 0) report(`${CONFIG_STREAM} tells of no groups in a form that this node knows`);
  return [];
}

/** The first revision or position that is not there yet. */
function endOf(source: string, writer: StoreWriter): number {
  if (source !== ALL) return writer.view(source).lastRevision + 1;
  const { count, position } = writer.index.events;
  return count === 0 ? 0 : position[count - 1]! + 1;
}
