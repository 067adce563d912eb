import type { ProcessSpec } from './process-spec.js';
import { SupervisedProcess } from './supervised-process.js';
import type { ProcessEvents } from './supervised-process.js';

const serviceGraceMs = 6_000;
const nodeGraceMs = 3_000;

/** All processes of the shop, started and stopped together. */
export class Shop {
  private readonly processes: readonly SupervisedProcess[];

  constructor(specs: readonly ProcessSpec[], projectRoot: string, events: ProcessEvents) {
    this.processes = specs.map((spec) => new SupervisedProcess(spec, projectRoot, events));
  }

  /**
   * Starts everything at once: services wait for what they need by themselves. Resolves when all serve.
   *
   * @throws StartError as soon as one cannot start
   */
  async start(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.start()));
  }

  /** Stops the services, then the nodes they work with; takes less than 10 s whatever they do. */
  async stop(): Promise<void> {
    await this.stopKind('service', serviceGraceMs);
    await this.stopKind('node', nodeGraceMs);
  }

  /** Ends every process at once. */
  kill(): void {
    for (const process of this.processes) process.kill();
  }

  private async stopKind(kind: ProcessSpec['kind'], graceMs: number): Promise<void> {
    const ofKind = this.processes.filter((process) => process.spec.kind === kind);
    await Promise.all(ofKind.map((process) => process.stop(graceMs)));
  }
}
