import type { InstanceStatus } from './instance-status.js';

/** A port as Eureka writes it: its number, and whether it is in use. */
export interface EurekaPort {
  readonly $: number;
  readonly '@enabled': 'true' | 'false';
}

/** How long an instance's registration holds, and what became of it so far. Moments in milliseconds since the epoch, 0 = never. */
export interface EurekaLease {
  readonly renewalIntervalInSecs: number;
  readonly durationInSecs: number;
  readonly registrationTimestamp: number;
  readonly lastRenewalTimestamp: number;
  readonly evictionTimestamp: number;
  readonly serviceUpTimestamp: number;
}

/** What the instance runs on. `@class` is the Java class that Eureka's own clients make of it. */
export interface EurekaDataCenter {
  readonly '@class': string;
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** An instance as Eureka's JSON shows it (Netflix Eureka 1.x, `InstanceInfo`): some booleans and moments are strings. */
export interface EurekaInstance {
  /** Unique within `app`. */
  readonly instanceId: string;
  /** Always upper-case. */
  readonly app: string;
  readonly appGroupName?: string;
  readonly hostName: string;
  readonly ipAddr: string;
  readonly status: InstanceStatus;
  /** What an operator put in place of the instance's own status; `UNKNOWN` = nothing. */
  readonly overriddenStatus: InstanceStatus;
  readonly port: EurekaPort;
  readonly securePort: EurekaPort;
  readonly countryId: number;
  readonly dataCenterInfo: EurekaDataCenter;
  readonly leaseInfo: EurekaLease;
  readonly metadata: Readonly<Record<string, string>>;
  readonly homePageUrl?: string;
  readonly statusPageUrl?: string;
  readonly healthCheckUrl?: string;
  readonly secureHealthCheckUrl?: string;
  /** Names to find the instance by, comma-separated. */
  readonly vipAddress?: string;
  readonly secureVipAddress?: string;
  readonly asgName?: string;
  readonly isCoordinatingDiscoveryServer: 'true' | 'false';
  /** When the registry last changed it, in milliseconds since the epoch. */
  readonly lastUpdatedTimestamp: string;
  /** When the instance last changed itself, in milliseconds since the epoch: the later one is right. */
  readonly lastDirtyTimestamp: string;
  /** What happened to it last, for those who follow changes. */
  readonly actionType: 'ADDED' | 'MODIFIED' | 'DELETED';
}
