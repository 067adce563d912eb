import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

/** What a process did for one load. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Microseconds of processor time for each request. */
  readonly cpuMicroseconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const TICKS_PER_SECOND = 100;

/** Loads `url` for some seconds and measures the process behind it; `rate` in requests per second, all it can when absent. */
export async function load(url: string, pid: number, seconds: number, rate?: number): Promise<LoadResult> {
  const before = cpuSecondsOf(pid);
  const result = await autocannon({
    url,
    connections: 32,
    duration: seconds,
    ...(rate === undefined ? {} : { overallRate: rate }),
  });
  const answered = result['2xx'];
  if (answered === 0 || result.non2xx + result.errors > 0) throw new Error(`failed requests at ${url}`);
  return {
    requestsPerSecond: answered / result.duration,
    cpuMicroseconds: ((cpuSecondsOf(pid) - before) * 1e6) / answered,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
