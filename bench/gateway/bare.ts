import { createServer } from 'node:http';
import { Pool } from 'undici';

/** The least that a proxy of node:http and undici can be: `node bare.js <port> <origin>`. What it takes, no gateway on them saves. */
const [port = '', origin = ''] = process.argv.slice(2);
const pool = new Pool(origin, { connections: 128 });

createServer((request, response) => {
  const headers = ['x-forwarded-for', request.socket.remoteAddress ?? ''];
  pool.dispatch(
    { method: 'GET', path: request.url ?? '/', headers },
    {
      onRequestStart() {},
      onResponseStart(_controller, status, fields) {
        const { connection: _, ...handedOn } = fields;
        response.writeHead(status, handedOn);
      },
      onResponseData: (_controller, chunk) => void response.write(chunk),
      onResponseEnd: () => void response.end(),
      onResponseError: () => void response.destroy(),
    },
  );
}).listen(Number(port), '127.0.0.1');
