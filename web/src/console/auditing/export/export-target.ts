/** Where an export goes. */
export interface ExportTarget {
  /** Resolves when there is room for more. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Hands over what has been written. */
  finish(): Promise<void>;
  /** Forgets what has been written. */
  abandon(): Promise<void>;
}
