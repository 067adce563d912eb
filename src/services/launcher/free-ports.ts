import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { serviceNames } from '../../application/service-names.js';
import type { LauncherOptions } from './launcher-options.js';
import { basePorts } from './ports.js';
import type { ServicePorts } from './shop-plan.js';

/** Gives the first instance of each service its own port, and further ones any that are free now. */
export async function chooseServicePorts(options: LauncherOptions): Promise<ServicePorts> {
  const further = serviceNames.map((name) => (options.instances.get(name) ?? 1) - 1);
  const free = await freePorts(further.reduce((sum, count) => sum + count, 0));
  return new Map(
    serviceNames.map((name, index) => [
      name,
      [basePorts[name] + options.portOffset, ...free.splice(0, further[index])],
    ]),
  );
}

/** Whether nothing listens on this port of the loopback address. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await close(await listen(port));
    return true;
  } catch {
    return false;
  }
}

/** All are held open until the last is known, so that none is given twice. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(close));
  return ports;
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
