import { HttpError } from '../problems/http-error.js';
import { CAUSATION_ID, CLIENT_ADDRESS, COMMAND_ID } from '../contract/internal-headers.js';
import { HeaderList } from './header-list.js';
import { HOP_BY_HOP, namedIn } from './hop-by-hop.js';

const MAX_FIELDS = 100;

/** Fields that are not handed on as they came: the gateway reads some and writes them anew, and keeps others back. */
const READ = new Set([
  'host',
  'content-length',
  'expect',
  'traceparent',
  'tracestate',
  'b3',
  'x-b3-traceid',
  'x-b3-spanid',
  'x-b3-parentspanid',
  'x-b3-sampled',
  'x-b3-flags',
  'x-request-id',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-prefix',
  // What the outside must not be able to say.
  CAUSATION_ID,
  CLIENT_ADDRESS,
  COMMAND_ID,
  'trace-id',
]);

/** The head of a request, read in one pass. */
export interface RequestHead {
  /** What is handed on as it came. */
  readonly passed: HeaderList;
  /** What the gateway looks at itself, by name; several fields of one name as a list, as RFC 9110 §5.3 joins them. */
  readonly own: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads the header fields of a request, as they came.
 * @param needsHost whether there must be a `Host`, as HTTP/1.1 has it
 * @throws HttpError 400 for what could be understood in two ways, 431 for too many fields
 */
export function readHead(rawHeaders: readonly string[], needsHost = true): RequestHead {
  if (rawHeaders.length > 2 * MAX_FIELDS) {
    throw new HttpError(431, 'headers-too-large', `There are more than ${MAX_FIELDS} header fields`);
  }
  const passed: string[] = [];
  const own: Record<string, string | undefined> = {};
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] as string).toLowerCase();
    const value = rawHeaders[i + 1] as string;
    if (!READ.has(name) && !HOP_BY_HOP.has(name)) {
      passed.push(name, value);
      continue;
    }
    const before = own[name];
    if (before !== undefined && name === 'host') throw badHost('more than one Host field');
    own[name] = before === undefined ? value : `${before}, ${value}`;
  }
  if (own['host'] === undefined && needsHost) throw badHost('no Host field');
  const coding = own['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    throw new HttpError(400, 'unsupported-transfer-coding', 'The only transfer coding taken is chunked');
  }
  const headers = new HeaderList(passed);
  const named = namedIn(own['connection']);
  if (named !== undefined) for (const name of named) headers.remove(name);
  return { passed: headers, own };
}

function badHost(what: string): HttpError {
  return new HttpError(400, 'bad-host', `The request has ${what}`);
}
