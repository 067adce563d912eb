/** Where each handler's progress is kept. Losing a checkpoint only costs time: handlers change nothing the second time. */
export interface CheckpointStore {
  /** Position behind which the handler goes on; undefined = from the very first event. @throws TransientError */
  load(handler: string): Promise<bigint | undefined>;
  /** Never moves backwards. @throws TransientError */
  store(handler: string, position: bigint): Promise<void>;
  /** Forgets the handler. @throws TransientError */
  remove(handler: string): Promise<void>;
}
