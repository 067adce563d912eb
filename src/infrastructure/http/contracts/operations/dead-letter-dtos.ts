import { IsIn, IsInt, IsISO8601, IsString } from 'class-validator';
import { IsA, IsListOf, IsText, IsWholeParameter, MayBeAbsent, MayBeNull } from '../../validation/rules.js';
import { StreamEventDto } from '../audit-dtos.js';

/** Query of a list that shows what is now: there is nothing to wait for. */
export class OperationsListQuery {
  @MayBeAbsent() @IsWholeParameter(1, 100) limit?: number;
  @MayBeAbsent() @IsText(1, 2_000) cursor?: string;
}

/** An event that is parked. */
export class WaitingEventDto {
  @IsString() stream!: string;
  @IsInt() revision!: number;
  @IsString() position!: string;
  @IsString() type!: string;
  @IsString() eventId!: string;
  @IsISO8601() parkedAt!: string;
}

/** A parked key: the poisonous event at its head, why it failed, how many wait behind it. */
export class DeadLetterDto extends WaitingEventDto {
  @IsString() handler!: string;
  @IsString() key!: string;
  @MayBeNull() @IsString() error!: string | null;
  @MayBeNull() @IsIn(['replay', 'skip']) request!: 'replay' | 'skip' | null;
  @IsInt() waiting!: number;
}

export class DeadLetterDetails extends DeadLetterDto {
  @MayBeNull() @IsA(() => StreamEventDto) event!: StreamEventDto | null;
  @IsListOf(() => WaitingEventDto, 0, 100) behind!: readonly WaitingEventDto[];
}

export class DeadLetterPage {
  @IsListOf(() => DeadLetterDto, 0, 100) items!: readonly DeadLetterDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}

/** What became of a replay or skip; `pending`: nobody has taken it up yet. */
export class ReleaseDto {
  @IsString() handler!: string;
  @IsString() key!: string;
  @IsIn(['released', 'still-parked', 'pending']) outcome!: 'released' | 'still-parked' | 'pending';
  @MayBeNull() @IsString() error!: string | null;
}
