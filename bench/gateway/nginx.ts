import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Starts nginx with one worker, serving the files of `folder`, or as a proxy for `upstream`. */
export async function startNginx(folder: string, port: number, upstream?: number): Promise<ChildProcess> {
  await mkdir(join(folder, 'tmp'), { recursive: true });
  const location =
    upstream === undefined
      ? `root ${folder};`
      : 'proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off;';
  const pool = upstream === undefined ? '' : `upstream up { server 127.0.0.1:${upstream}; keepalive 128; }`;
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, 'tmp', name)};`)
    .join(' ');
  const file = join(folder, `nginx-${port}.conf`);
  await writeFile(
    file,
    `daemon off; worker_processes 1; master_process off; user root; pid ${join(folder, `${port}.pid`)}; error_log stderr crit;
events { worker_connections 2048; }
http { access_log off; keepalive_requests 1000000; ${paths} ${pool}
  server { listen 127.0.0.1:${port}; location / { ${location} } } }`,
  );
  return spawn('nginx', ['-c', file, '-p', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
}
