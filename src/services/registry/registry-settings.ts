import { IsString, Matches, MaxLength } from 'class-validator';
import { IsFlagParameter, IsWholeParameter } from '../../infrastructure/http/validation/rules.js';
import { ProcessSettings } from '../runtime/service-settings.js';
import { IsUrlList } from '../runtime/url-list.js';
import type { LeaseDefaults } from './representation/read-instance.js';

/** Settings of the registry. */
export class RegistrySettings extends ProcessSettings {
  override PORT = 8761;
  override INSTANCE = 'registry-1';
  /** Folder that the registry's state is kept in; empty = a restarted registry begins empty. */
  @IsString() @MaxLength(1_024) DATA_FOLDER = '';
  /** The lease of an instance that does not say how often it renews, and how long it holds. */
  @IsWholeParameter(1, 3_600) RENEWAL_INTERVAL_S = 30;
  @IsWholeParameter(1, 86_400) LEASE_DURATION_S = 90;
  /** How often leases are looked through for those that have run out. */
  @IsWholeParameter(100, 600_000) EVICTION_INTERVAL_MS = 60_000;
  /** How long a change can be fetched as a delta. */
  @IsWholeParameter(1, 3_600) DELTA_RETENTION_S = 180;
  @IsFlagParameter() SELF_PRESERVATION = true;
  /** With this share of all instances renewing, or fewer, none is evicted: 85 suits many, 49 a small cluster. */
  @IsWholeParameter(1, 99) SELF_PRESERVATION_PERCENT = 85;
  /** The Eureka addresses of the other registries, for example `http://registry-2:8761/eureka`. */
  @IsUrlList(0) PEER_URLS: readonly string[] = [];
  /** With a password, everything but health and metrics asks for it (HTTP Basic). */
  @Matches(/^[^:]+$/) REGISTRY_USER = 'registry';
  @IsString() REGISTRY_PASSWORD = '';
}

/** The lease of an instance that does not say. */
export function leaseDefaultsOf(settings: RegistrySettings): LeaseDefaults {
  return {
    renewalIntervalInSecs: settings.RENEWAL_INTERVAL_S,
    durationInSecs: settings.LEASE_DURATION_S,
  };
}
