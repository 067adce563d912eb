import { TransientError } from '../transient-error.js';
import { WrongExpectedRevisionError } from '../wrong-expected-revision-error.js';

const ATTEMPTS = 5;

/** Does what an operator wants of a process, anew when the process moves at the same moment. @throws TransientError when it keeps moving */
export async function insistently<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let number = 1; ; number += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof WrongExpectedRevisionError)) throw error;
      if (number === ATTEMPTS) throw new TransientError('the process keeps moving', { cause: error });
    }
  }
}
