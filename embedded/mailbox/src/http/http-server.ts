import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListBounds, Mailbox } from '../mailbox.js';
import type { MessageDetails } from '../message.js';
import type { Listening } from '../smtp/smtp-server.js';
import { listPage, messagePage, STYLE } from './pages.js';
import { parseMessage } from './parse-message.js';
import { type ProblemCode, problemOf } from './problem.js';

const BASE = 'http://mailbox';
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const MAIL_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** Reading the mailbox over HTTP: `/messages` for programs, `/` for people. */
export async function listenHttp(mailbox: Mailbox, host: string, port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    respond(mailbox, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else problem(response, 'internal-error');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(mailbox: Mailbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? '/';
  if (!URL.canParse(target, BASE)) {
    problem(response, 'malformed-request');
    return;
  }
  const url = new URL(target, BASE);
  const [, folder = '', id] = url.pathname.split('/', 3);
  const recipient = url.searchParams.get('to') ?? '';
  const { method } = request;
  request.resume();

  if (url.pathname === '/messages' && method === 'DELETE') {
    await mailbox.clear();
    response.writeHead(204).end();
    return;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', url.pathname === '/messages' ? 'GET, HEAD, DELETE' : 'GET, HEAD');
    problem(response, 'method-not-allowed');
    return;
  }
  if (id === undefined) {
    if (folder === '') sendPage(response, listPage(mailbox.list(recipient || undefined), recipient));
    else if (folder === 'messages') {
      const bounds = boundsIn(url.searchParams);
      if (bounds === undefined) problem(response, 'validation-failed', 'limit must be a whole number from 1');
      else sendJson(response, 200, mailbox.list(recipient || undefined, bounds));
    } else if (folder === 'style.css') send(response, 200, 'text/css; charset=utf-8', STYLE);
    else problem(response, 'route-not-found');
    return;
  }
  const message = await find(mailbox, id);
  if (message === undefined) problem(response, 'message-not-found');
  else if (folder === 'messages') sendJson(response, 200, message);
  else if (folder === 'view') sendPage(response, messagePage(message));
  else if (folder === 'html' && message.html !== null) sendPage(response, message.html, MAIL_POLICY);
  else problem(response, 'route-not-found');
}

function boundsIn(query: URLSearchParams): ListBounds | undefined {
  const limit = query.get('limit');
  if (limit !== null && !/^[1-9]\d{0,8}$/.test(limit)) return undefined;
  return { limit: limit === null ? undefined : Number(limit), before: query.get('before') ?? undefined };
}

async function find(mailbox: Mailbox, id: string): Promise<MessageDetails | undefined> {
  let messageId: string;
  try {
    messageId = decodeURIComponent(id);
  } catch {
    return undefined;
  }
  const found = await mailbox.read(messageId);
  return found === undefined ? undefined : parseMessage(found.summary, found.raw);
}

function sendPage(response: ServerResponse, html: string, policy = PAGE_POLICY): void {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Referrer-Policy', 'no-referrer');
  send(response, 200, 'text/html; charset=utf-8', html);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

function problem(response: ServerResponse, code: ProblemCode, detail?: string): void {
  const body = problemOf(code, detail);
  send(response, body.status, 'application/problem+json', JSON.stringify(body));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }).end(body);
}
