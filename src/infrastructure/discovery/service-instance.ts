/** One running process of a service, as the registry knows it. */
export interface ServiceInstance {
  /** The service's name, for example `order-service`; always lower-case. */
  readonly service: string;
  /** Unique among the instances of the service and the same after a restart, for example `order-service-2`. */
  readonly instanceId: string;
  /** Scheme, host and port, for example `http://127.0.0.1:8083`. */
  readonly origin: string;
  /** Since when it is as it is, in whatever form: another text, another process (or one that was away for a while). */
  readonly since: string;
  readonly metadata: Readonly<Record<string, string>>;
}
