import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a client process is to do. */
export type ClientTask =
  | {
      readonly kind: 'append' | 'append-by-wire';
      readonly url: string;
      readonly inFlight: number;
      readonly seconds: number;
    }
  | { readonly kind: 'fill'; readonly url: string; readonly events: number }
  | { readonly kind: 'read' | 'read-by-wire'; readonly url: string; readonly events: number };

/** What it did. */
export interface ClientResult {
  readonly count: number;
  readonly milliseconds: number;
  /** How much it did beforehand that does not count. */
  readonly warmUp?: number;
}

const PROGRAM = fileURLToPath(new URL('./client-program.js', import.meta.url));

/** Runs a task in a process of its own, because a client needs more CPU than the server. */
export function runClient(task: ClientTask): Promise<ClientResult> {
  return new Promise((resolve, reject) => {
    const child = fork(PROGRAM, [JSON.stringify(task)], { stdio: 'inherit', execArgv: [] });
    let result: ClientResult | undefined;
    child.on('message', (message) => {
      result = message as ClientResult;
    });
    child.once('exit', (code) => {
      if (result) resolve(result);
      else reject(new Error(`the client for ${task.kind} ended with code ${code}`));
    });
  });
}
