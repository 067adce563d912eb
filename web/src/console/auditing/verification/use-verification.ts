import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../../api/api-error.js';
import { jsonLines } from '../../../api/json-lines.js';
import { useApi } from '../../../session/session-context.js';
import { afterLine, type VerificationLine, type VerificationRun } from './verification-run.js';

/** Runs verifications of the store's log, one at a time; leaving the page stops it. */
export function useVerification(): {
  readonly run: VerificationRun;
  start(): void;
  stop(): void;
} {
  const api = useApi();
  const [run, setRun] = useState<VerificationRun>({ status: 'none' });
  const ending = useRef<AbortController>(undefined);
  useEffect(() => () => ending.current?.abort(), []);
  const verify = async (): Promise<void> => {
    ending.current?.abort();
    const { signal } = (ending.current = new AbortController());
    const show = (next: VerificationRun): void => {
      if (!signal.aborted) setRun(next);
    };
    show({ status: 'running', progress: undefined });
    try {
      let latest: VerificationRun | undefined;
      for await (const line of jsonLines<VerificationLine>(await api.open('verifyLog', {}, { signal }))) {
        latest = afterLine(line);
        show(latest);
      }
      if (latest?.status !== 'over') show({ status: 'failed', error: ApiError.unreachable(undefined) });
    } catch (error) {
      show({ status: 'failed', error: error as Error });
    }
  };
  return {
    run,
    start: () => void verify(),
    stop() {
      ending.current?.abort();
      setRun({ status: 'stopped' });
    },
  };
}
