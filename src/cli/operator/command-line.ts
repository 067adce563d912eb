import { Command } from 'commander';
import { connected, mongoUrl, type ConnectionOptions } from './connection.js';
import { eventStoreUrl, withEventStore, type OpenEventStore } from './event-store-connection.js';
import type { Environment } from '../environment.js';
import { OperatorError } from './operator-error.js';
import type { Output } from './output.js';
import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';

/** Everything that a shop keeps, as the operator's commands use it. */
export interface Stores extends OpenEventStore {
  readonly mongodb: MongoConnection;
}

/** What the commands have in common: where they write to, and how they reach the shop's stores. */
export class CommandLine {
  constructor(
    readonly environment: Environment,
    readonly output: Output,
  ) {}

  /** Lets a command fail by an error, never by ending the process. */
  strict(command: Command): Command {
    return command
      .allowExcessArguments(false)
      .showSuggestionAfterError(false)
      .configureOutput({
        writeOut: (text) => this.output.print(text.trimEnd()),
        writeErr: () => undefined,
      })
      .exitOverride();
  }

  /** A command that does something; `answer` prints what. */
  answering(parent: Command, name: string, description: string): Command {
    return this.strict(parent.command(name)).description(description).option('--json', 'as one line of JSON');
  }

  /** A command that works on the stores: it takes their place too, so that the order of options does not matter. */
  leaf(parent: Command, name: string, description: string): Command {
    return withPlace(this.answering(parent, name, description));
  }

  /** Does `work` over a connection to the read models. */
  withMongo<Result>(
    command: Command,
    work: (connection: MongoConnection) => Promise<Result>,
  ): Promise<Result> {
    return connected(mongoUrl(command.optsWithGlobals<ConnectionOptions>(), this.environment), work);
  }

  /** Does `work` on the event store. */
  withEventStore<Result>(command: Command, work: (open: OpenEventStore) => Promise<Result>): Promise<Result> {
    const url = eventStoreUrl(command.optsWithGlobals<ConnectionOptions>(), this.environment);
    return withEventStore(url, this.environment, work);
  }

  /** Does `work` on the event store and the read models. */
  withStores<Result>(command: Command, work: (stores: Stores) => Promise<Result>): Promise<Result> {
    return this.withMongo(command, (mongodb) =>
      this.withEventStore(command, (open) => work({ ...open, mongodb })),
    );
  }

  /** Prints an answer: as one line of JSON if that was asked for, else as `text` shows it. */
  answer(command: Command, value: unknown, text: () => string): void {
    const { json = false } = command.opts<{ json?: boolean }>();
    this.output.print(json ? JSON.stringify(value) : text());
  }
}

/** Where the stores are, as options. */
export function withPlace(command: Command): Command {
  return command
    .option('--mongodb <url>', 'where the read models are (MONGODB_URL, default mongodb://127.0.0.1:27017)')
    .option('--event-store <url>', 'where the events are (EVENTSTORE_URL, default esdb://127.0.0.1:2113)')
    .option('--port-offset <n>', 'added to the default ports (WEBSTORE_PORT_OFFSET, default 0)');
}

/** A reader of whole numbers in options. @throws OperatorError */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
    throw new OperatorError(`'${text}' is not a whole number from ${least} to ${most}`, 2);
  };
}

/** A position in the log, in decimal digits. @throws OperatorError */
export function logPosition(text: string): bigint {
  if (/^\d{1,19}$/.test(text)) return BigInt(text);
  throw new OperatorError(`'${text}' is not a position in the log`, 2);
}
