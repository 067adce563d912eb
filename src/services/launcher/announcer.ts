import { readableLogLine } from './log-line.js';
import type { ProcessSpec } from './process-spec.js';

/** Tells whoever started the shop what happens in it. */
export interface Announcer {
  started(spec: ProcessSpec, pid: number): void;
  died(spec: ProcessSpec, how: string, restartInMs: number): void;
  line(spec: ProcessSpec, text: string): void;
  /** The shop serves: `WebStore is ready` with the gateway's URL. */
  ready(processes: readonly ProcessSpec[], gatewayUrl: string, notes: readonly string[]): void;
}

/** For people: every line carries the name of its process, and a table of URLs closes the start. */
export class TextAnnouncer implements Announcer {
  private readonly nameWidth: number;

  constructor(
    names: readonly string[],
    private readonly write: (text: string) => void,
  ) {
    this.nameWidth = Math.max(...names.map((name) => name.length));
  }

  started(): void {}

  died({ name }: ProcessSpec, how: string, restartInMs: number): void {
    this.write(`${this.prefix(name)} ${how}; starting it again in ${restartInMs} ms`);
  }

  line({ name }: ProcessSpec, text: string): void {
    this.write(`${this.prefix(name)} ${readableLogLine(text)}`);
  }

  ready(processes: readonly ProcessSpec[], gatewayUrl: string, notes: readonly string[]): void {
    for (const { name, url } of processes) this.write(`  ${name.padEnd(this.nameWidth)}  ${url}`);
    for (const note of notes) this.write(note);
    this.write(`WebStore is ready: ${gatewayUrl}`);
  }

  private prefix(name: string): string {
    return `${name.padEnd(this.nameWidth)} |`;
  }
}

/** For programs: each start is a line of JSON on standard output; what the processes print goes to standard error as it is. */
export class JsonAnnouncer implements Announcer {
  constructor(
    private readonly write: (text: string) => void,
    private readonly writeLog: (text: string) => void,
  ) {}

  started({ name, url }: ProcessSpec, pid: number): void {
    this.write(JSON.stringify({ name, pid, url }));
  }

  died({ name }: ProcessSpec, how: string, restartInMs: number): void {
    this.writeLog(`${name} ${how}; starting it again in ${restartInMs} ms`);
  }

  line(_spec: ProcessSpec, text: string): void {
    this.writeLog(text);
  }

  ready(_processes: readonly ProcessSpec[], gatewayUrl: string, notes: readonly string[]): void {
    for (const note of notes) this.writeLog(note);
    this.write(`WebStore is ready: ${gatewayUrl}`);
  }
}
