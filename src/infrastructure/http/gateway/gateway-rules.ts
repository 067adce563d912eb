import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { BalancingSettings } from '../../load-balancing/balancing-settings.js';
import { CircuitBreakerSettings } from '../../resilience/resilience-settings.js';
import { RouteSettings } from './routing/route-settings.js';
import { TrustedProxies } from './trusted-proxies.js';

function areRanges(value: unknown): boolean {
  try {
    return Boolean(new TrustedProxies(value as string[]));
  } catch {
    return false;
  }
}

/** What the gateway goes by, under `gateway.*`; all of it may change while it runs. Times in milliseconds. */
export class GatewayRules {
  /** Routes beside those that the services' contracts declare; they are tried first. */
  @IsArray()
  @ArrayMaxSize(1_000)
  @ArrayUnique((route: RouteSettings) => route.id, { message: 'must have an id each' })
  @ValidateNested({ each: true })
  @Type(() => RouteSettings)
  routes: RouteSettings[] = [];

  /** Whether `/services/<name>/**` reaches every service that the registry knows, whatever its paths. */
  @IsBoolean() registryRoutes = false;

  /** Addresses and CIDR ranges of proxies in front, whose `X-Forwarded-*` and `Forwarded` are believed. */
  @IsArray()
  @ValidateBy({
    name: 'areRanges',
    validator: { validate: areRanges, defaultMessage: () => 'must list IP addresses and CIDR ranges' },
  })
  trustedProxies: string[] = [];

  /** Requests that may be sent again, as a share of all requests to a service. */
  @IsNumber() @Min(0) @Max(1) retryBudget = 0.2;

  /** How long a service may take until its answer begins. */
  @IsInt() @Min(1) @Max(600_000) answerTimeoutMs = 15_000;

  /** How long an answer may pause; server-sent events pause long. */
  @IsInt() @Min(1) @Max(86_400_000) idleTimeoutMs = 300_000;

  /** When the circuit breakers of routes open, named as in Resilience4j. */
  @ValidateNested()
  @Type(() => CircuitBreakerSettings)
  circuitBreaker = new CircuitBreakerSettings();

  @ValidateNested() @Type(() => BalancingSettings) loadBalancing = new BalancingSettings();
}
