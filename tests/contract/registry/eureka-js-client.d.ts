/** What both editions of the client have in common, as far as the tests use it. */
declare module '*eureka-js-client' {
  import type { EventEmitter } from 'node:events';

  interface EurekaClientOptions {
    readonly instance: Readonly<Record<string, unknown>>;
    readonly eureka: Readonly<Record<string, unknown>>;
    readonly shouldUseDelta?: boolean;
    readonly logger?: Readonly<Record<'warn' | 'info' | 'debug' | 'error', (...args: unknown[]) => void>>;
  }

  export class Eureka extends EventEmitter {
    constructor(options: EurekaClientOptions);
    start(callback: (error?: unknown) => void): void;
    stop(callback: (error?: unknown) => void): void;
    fetchRegistry(callback: (error?: unknown) => void): void;
    getInstancesByAppId(app: string): readonly Readonly<Record<string, unknown>>[];
    getInstancesByVipAddress(vip: string): readonly Readonly<Record<string, unknown>>[];
  }
}
