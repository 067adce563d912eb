import { IsInt, IsString } from 'class-validator';
import { IsA, MayBeNull } from '../../validation/rules.js';

class ProjectionCountsDto {
  @IsInt() total!: number;
  @IsInt() live!: number;
  @IsInt() rebuilding!: number;
  @IsInt() paused!: number;
  /** The longest of all. */
  @MayBeNull() @IsInt() lagMs!: number | null;
}

class ProcessCountsDto {
  @IsInt() waiting!: number;
  @IsInt() overdue!: number;
}

class DeadLetterCountsDto {
  @IsInt() keys!: number;
  @IsInt() events!: number;
}

/** How a service stands, whichever of its instances is asked. */
export class ServiceStandingDto {
  @IsString() service!: string;
  @IsA(() => ProjectionCountsDto) projections!: ProjectionCountsDto;
  @IsA(() => ProcessCountsDto) processes!: ProcessCountsDto;
  @IsA(() => DeadLetterCountsDto) deadLetters!: DeadLetterCountsDto;
}
