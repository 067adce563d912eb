import { STATUS_CODES, type IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { answerHeaders } from './answer-headers.js';
import type { Exchange } from './exchange.js';

/**
 * Joins the client's connection to the one of a service that has agreed to speak another protocol over it (RFC 9110 §7.8).
 * Resolves when either side has ended it.
 */
export async function tunnel(
  exchange: Exchange,
  status: number,
  headers: IncomingHttpHeaders,
  service: Duplex,
): Promise<void> {
  const { upgrade, response } = exchange;
  if (upgrade === undefined) {
    service.destroy();
    response.destroy();
    return;
  }
  const { socket: client, head } = upgrade;
  exchange.cancel = () => service.destroy();
  response.detachSocket(client as never);
  const fields = answerHeaders(exchange, headers, status);
  fields.push('connection', 'upgrade', 'upgrade', String(headers.upgrade ?? 'websocket'));
  let text = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`;
  for (let i = 0; i < fields.length; i += 2) text += `${fields[i]}: ${fields[i + 1]}\r\n`;
  client.write(`${text}\r\n`, 'latin1');
  if (head.length > 0) service.write(head);
  const both = [pipeline(service, client), pipeline(client, service)];
  await Promise.allSettled(both.map((way) => way.catch(() => end(client, service))));
  end(client, service);
}

function end(...sockets: Duplex[]): void {
  for (const socket of sockets) socket.destroy();
}
