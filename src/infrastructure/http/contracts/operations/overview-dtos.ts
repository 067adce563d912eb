import { IsIn, IsISO8601, IsString } from 'class-validator';
import { INSTANCE_STATUSES, type InstanceStatus } from '../../../discovery/eureka/instance-status.js';
import { IsA, IsListOf, MayBeAbsent, MayBeNull } from '../../validation/rules.js';
import { InstanceDto } from './instance-dtos.js';
import { ServiceStandingDto } from './service-dtos.js';

/** What came of asking an instance. */
export class InstanceOverviewDto {
  @IsString() instance!: string;
  @MayBeNull() @IsString() url!: string | null;
  @IsIn(INSTANCE_STATUSES) registered!: InstanceStatus;
  @MayBeNull() @IsISO8601() since!: string | null;
  @IsIn(['up', 'not-ready', 'unreachable']) status!: 'up' | 'not-ready' | 'unreachable';
  @MayBeNull() @IsString() problem!: string | null;
  @MayBeNull() @IsA(() => InstanceDto) standing!: InstanceDto | null;
}

export class ServiceOverviewDto {
  @IsString() service!: string;
  @IsIn(['up', 'degraded', 'down']) status!: 'up' | 'degraded' | 'down';
  @IsListOf(() => InstanceOverviewDto, 0, 1_000) instances!: readonly InstanceOverviewDto[];
  @MayBeNull() @IsA(() => ServiceStandingDto) standing!: ServiceStandingDto | null;
}

export class RegistryOverviewDto {
  @IsIn(['up', 'down']) status!: 'up' | 'down';
  @IsString({ each: true }) urls!: readonly string[];
  @MayBeAbsent() @IsString() problem?: string;
}

export class ConfigServerOverviewDto {
  @IsIn(['up', 'down', 'none']) status!: 'up' | 'down' | 'none';
  @MayBeAbsent() @IsString() url?: string;
  @MayBeAbsent() @IsString() problem?: string;
}

/** The whole shop: every service and instance, as far as it gives an answer. */
export class OverviewDto {
  @IsISO8601() at!: string;
  @IsA(() => RegistryOverviewDto) registry!: RegistryOverviewDto;
  @IsA(() => ConfigServerOverviewDto) configServer!: ConfigServerOverviewDto;
  @IsListOf(() => ServiceOverviewDto, 0, 1_000) services!: readonly ServiceOverviewDto[];
}
