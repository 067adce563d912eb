import { type IncomingHttpHeaders, type ServerHttp2Stream, constants } from 'node:http2';
import { MalformedMessageError } from '../protobuf/reader.js';
import { FrameDecoder, frame } from './framing.js';
import { Code, StatusError, handlerThrew, statusTrailers } from './status.js';

/** What a method does with one call. */
export interface CallHandler {
  /** A message from the client. What it throws ends the call. */
  onMessage(message: Buffer): void;
  /** The client has sent its last message. What it throws ends the call. */
  onClientDone?(): void;
  /** The call is over, by whatever end. Called once. */
  onClosed?(): void;
}

/** One gRPC call on an HTTP/2 stream. */
export class Call {
  /** What the client calls its connection. */
  readonly connectionName: string;
  readonly #handler: CallHandler;
  #outgoing: Buffer[] = [];
  #isFlushing = false;
  #hasResponded = false;
  #isOver = false;
  #deadline: NodeJS.Timeout | undefined;
  #onDrain: (() => void) | undefined;

  constructor(
    readonly stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    begin: (call: Call) => CallHandler,
    /** Told of errors that are the server's own fault. */
    readonly report: (message: string) => void,
  ) {
    this.connectionName = String(headers['connection-name'] ?? '<unknown>');
    this.#handler = begin(this);
    const decoder = new FrameDecoder((message) => {
      if (!this.#isOver) this.#handler.onMessage(message);
    });
    stream.on('data', (chunk: Buffer) => this.#guard(() => decoder.push(chunk)));
    stream.on('end', () =>
      this.#guard(() => {
        decoder.end();
        this.#handler.onClientDone?.();
      }),
    );
    stream.on('drain', () => this.#onDrain?.());
    // A reset by the client arrives as an error; closing tells all that matters.
    stream.on('error', () => {});
    stream.on('close', () => this.#close());
    const timeout = parseTimeout(headers['grpc-timeout']);
    if (timeout !== undefined) {
      this.#deadline = setTimeout(
        () => this.fail(new StatusError(Code.DEADLINE_EXCEEDED, 'Deadline Exceeded')),
        timeout,
      );
    }
  }

  /** Whether nothing can be sent any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Sends a message. Messages of one turn of the event loop leave together. */
  send(message: Uint8Array): void {
    if (this.#isOver) return;
    this.#outgoing.push(frame(message));
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    process.nextTick(() => {
      this.#isFlushing = false;
      this.#flush();
    });
  }

  /** Sends framed messages. Answers false when the client should get no more before `onDrain`. */
  sendFrames(frames: Buffer): boolean {
    if (this.#isOver) return true;
    this.#respond();
    return this.stream.write(frames);
  }

  /** Calls a function each time that the client can take more after `sendFrames` answered false. */
  onDrain(resume: () => void): void {
    this.#onDrain = resume;
  }

  /** Ends the call well, after what was sent. */
  end(): void {
    this.#end(Code.OK, '', {});
  }

  /** Ends the call with the status of an error; an error that is none is not the client's to see. */
  fail(error: unknown): void {
    if (!(error instanceof StatusError || error instanceof MalformedMessageError)) {
      this.report(`a call failed unexpectedly: ${error instanceof Error ? error.stack : String(error)}`);
    }
    const status = error instanceof StatusError ? error : handlerThrew();
    this.#end(status.code, status.message, status.trailers);
  }

  #guard(handle: () => void): void {
    if (this.#isOver) return;
    try {
      handle();
    } catch (error) {
      this.fail(error);
    }
  }

  #respond(): void {
    if (this.#hasResponded) return;
    this.#hasResponded = true;
    this.stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
  }

  #flush(): void {
    if (this.#outgoing.length === 0 || this.stream.destroyed) return;
    const frames = this.#outgoing.length === 1 ? this.#outgoing[0]! : Buffer.concat(this.#outgoing);
    this.#outgoing = [];
    this.#respond();
    this.stream.write(frames);
  }

  #end(code: number, message: string, extra: Readonly<Record<string, string>>): void {
    if (this.#isOver || this.stream.destroyed) return;
    this.#flush();
    const trailers = statusTrailers(code, message, extra);
    if (this.#hasResponded) {
      this.stream.once('wantTrailers', () => {
        this.stream.sendTrailers(trailers);
        this.#letGo();
      });
      this.stream.end();
    } else {
      this.#hasResponded = true;
      this.stream.respond({ ...RESPONSE_HEADERS, ...trailers }, { endStream: true });
      this.#letGo();
    }
    this.#close();
  }

  /** A client that has not sent its last message is told that nobody listens any more (RFC 9113, 8.1). */
  #letGo(): void {
    setImmediate(() => {
      if (!this.stream.closed) this.stream.close(constants.NGHTTP2_NO_ERROR);
    });
  }

  #close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#deadline);
    this.#handler.onClosed?.();
  }
}

const RESPONSE_HEADERS = { ':status': 200, 'content-type': 'application/grpc+proto' };

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 1 / 1000,
  n: 1 / 1_000_000,
};

/** `setTimeout` cannot wait longer; a deadline that far away is none. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Reads a `grpc-timeout` header: up to 8 digits and a unit. Answers milliseconds. */
function parseTimeout(header: string | string[] | undefined): number | undefined {
  const match = typeof header === 'string' ? /^(\d{1,8})([HMSmun])$/.exec(header) : null;
  if (!match) return undefined;
  const milliseconds = Math.ceil(Number(match[1]) * UNIT_MILLISECONDS[match[2]!]!);
  return milliseconds > LONGEST_TIMEOUT ? undefined : milliseconds;
}
