const loopback = ['127.0.0.1', 'localhost', '::1'];

/**
 * Makes the client reach this machine directly. It would take the way of `http_proxy`, as it does for every server, and a proxy
 * leads to its own machine.
 *
 * @param environment where gRPC looks for the servers that no proxy is for: `no_grpc_proxy`, else `no_proxy`
 */
export function besideProxies(environment: NodeJS.ProcessEnv = process.env): void {
  const given = (environment['no_grpc_proxy'] || environment['no_proxy'])?.split(',') ?? [];
  environment['no_grpc_proxy'] = [...new Set([...given, ...loopback])].join(',');
}
