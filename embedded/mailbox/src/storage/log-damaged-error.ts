/** The log is damaged in front of intact records: cutting it there would lose stored messages. */
export class LogDamagedError extends Error {
  override readonly name = 'LogDamagedError';

  constructor(
    readonly file: string,
    readonly offset: number,
  ) {
    super(
      `${file} is damaged at byte ${offset}, in front of other messages; move the file away to start afresh`,
    );
  }
}
