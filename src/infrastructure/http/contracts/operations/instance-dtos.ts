import { Allow, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsString } from 'class-validator';
import { CIRCUIT_BREAKER_STATES } from '../../../resilience/circuit-breaker/circuit-breaker-state.js';
import type { CircuitBreakerState } from '../../../resilience/circuit-breaker/circuit-breaker-state.js';
import {
  CIRCUIT_BREAKER_UPDATES,
  type CircuitBreakerUpdate,
} from '../../actuator/circuit-breaker-updates.js';
import { IsA, IsListOf, MayBeNull } from '../../validation/rules.js';

const MANY = 100_000;

/** One thing that an instance needs before it can work. */
export class CheckDto {
  @IsString() name!: string;
  @IsIn(['up', 'down']) status!: 'up' | 'down';
  @MayBeNull() @IsString() problem!: string | null;
}

/** The calls of the shop's API over the last `overSeconds`; percentiles are null when there were none. */
class RequestRatesDto {
  @IsNumber() perSecond!: number;
  @IsNumber() errorsPerSecond!: number;
  @MayBeNull() @IsNumber() p50Ms!: number | null;
  @MayBeNull() @IsNumber() p95Ms!: number | null;
  @MayBeNull() @IsNumber() p99Ms!: number | null;
  @IsInt() overSeconds!: number;
}

/** How far a projection, process manager or publisher is that an instance runs or stands by to run. */
export class ProcessorDto {
  @IsString() handler!: string;
  @IsIn(['starting', 'leading', 'following']) role!: 'starting' | 'leading' | 'following';
  @IsBoolean() caughtUp!: boolean;
  @MayBeNull() @IsString() position!: string | null;
  @IsInt() inFlight!: number;
  @IsInt() parkedKeys!: number;
  @IsInt() lagMs!: number;
}

/** Rates are percent, null while too few calls tell nothing. */
export class CircuitBreakerDto {
  @IsString() name!: string;
  @IsIn(CIRCUIT_BREAKER_STATES) state!: CircuitBreakerState;
  @MayBeNull() @IsNumber() failureRate!: number | null;
  @MayBeNull() @IsNumber() slowCallRate!: number | null;
  @IsInt() bufferedCalls!: number;
  @IsInt() failedCalls!: number;
  @IsInt() notPermittedCalls!: number;
}

class CircuitBreakerEventDto {
  @IsIn(['ERROR', 'STATE_TRANSITION']) type!: 'ERROR' | 'STATE_TRANSITION';
  @IsISO8601() at!: string;
  @IsString() detail!: string;
}

/** A circuit breaker with its latest failures and changes of state, the newest last. */
export class CircuitBreakerDetails extends CircuitBreakerDto {
  @IsListOf(() => CircuitBreakerEventDto, 0, 100) events!: readonly CircuitBreakerEventDto[];
}

export class CircuitBreakerList {
  @IsListOf(() => CircuitBreakerDto, 0, MANY) items!: readonly CircuitBreakerDto[];
  @MayBeNull() @IsString() nextCursor!: null;
}

export class SwitchCircuitBreakerBody {
  @IsIn(CIRCUIT_BREAKER_UPDATES) updateState!: CircuitBreakerUpdate;
}

/** A process of the shop as it knows itself. */
export class InstanceDto {
  @IsString() service!: string;
  @IsString() instance!: string;
  @IsISO8601() startedAt!: string;
  @IsInt() pid!: number;
  @IsString() node!: string;
  @IsInt() memoryBytes!: number;
  @IsBoolean() ready!: boolean;
  @IsListOf(() => CheckDto, 0, 1_000) checks!: readonly CheckDto[];
  @IsA(() => RequestRatesDto) requests!: RequestRatesDto;
  @IsListOf(() => ProcessorDto, 0, 1_000) processors!: readonly ProcessorDto[];
  @IsListOf(() => CircuitBreakerDto, 0, MANY) circuitBreakers!: readonly CircuitBreakerDto[];
}

/** A setting in force; secrets are hidden. */
export class SettingDto {
  @IsString() key!: string;
  @Allow() value!: string | number | boolean | null;
  @IsIn(['environment', 'config-server', 'default']) origin!: 'environment' | 'config-server' | 'default';
  @MayBeNull() @IsString() source!: string | null;
  @IsBoolean() secret!: boolean;
  @IsBoolean() live!: boolean;
}

export class ConfigurationDto {
  @IsString() service!: string;
  @IsString() instance!: string;
  @IsListOf(() => SettingDto, 0, MANY) settings!: readonly SettingDto[];
}
