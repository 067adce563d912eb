/** What a command answers: where its stream now stands. */
export interface CommandResult {
  readonly stream: string;
  /** The stream's revision after the command (also when it changed nothing). */
  readonly revision: number;
  /** Commit position that a read model must have reached to show the command's effect. */
  readonly position: bigint;
  /** True when the command was found to have been handled before; nothing was decided anew. */
  readonly repeated: boolean;
}
