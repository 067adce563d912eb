import { Allow, IsBoolean, IsIn, IsInt, IsISO8601, IsString } from 'class-validator';
import { IsA, IsListOf, IsName, IsText, MayBeAbsent, MayBeNull } from '../../validation/rules.js';
import { OperationsListQuery } from './dead-letter-dtos.js';

const STANDINGS = ['open', 'overdue', 'ended'] as const;
const FATES = ['open', 'accepted', 'rejected', 'cancelled'] as const;
const MANY = 100_000;

export class ListProcessesQuery extends OperationsListQuery {
  @MayBeAbsent() @IsIn(STANDINGS) status?: (typeof STANDINGS)[number];
  @MayBeAbsent() @IsText(1, 64) manager?: string;
}

class OpenCommandDto {
  @IsString() commandId!: string;
  @IsString() type!: string;
}

export class DeadlineDto {
  @IsString() name!: string;
  @IsISO8601() dueAt!: string;
}

/** What lists and single processes have in common. */
class ProcessStandingDto {
  @IsString() manager!: string;
  @IsString() processId!: string;
  @IsIn(STANDINGS) status!: (typeof STANDINGS)[number];
  @IsString() lastInput!: string;
  @IsListOf(() => DeadlineDto, 0, MANY) deadlines!: readonly DeadlineDto[];
  @IsISO8601() startedAt!: string;
  @IsISO8601() updatedAt!: string;
}

export class ProcessDto extends ProcessStandingDto {
  @IsListOf(() => OpenCommandDto, 0, MANY) openCommands!: readonly OpenCommandDto[];
}

export class ProcessPage {
  @IsListOf(() => ProcessDto, 0, 100) items!: readonly ProcessDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}

class ProcessInputDto {
  @IsString() inputId!: string;
  @IsString() type!: string;
  @Allow() data?: unknown;
}

class ProcessFactDto {
  @IsString() type!: string;
  @Allow() data!: unknown;
}

export class ProcessCommandDto {
  @IsString() commandId!: string;
  @IsString() type!: string;
  @Allow() data!: unknown;
  @IsIn(FATES) outcome!: (typeof FATES)[number];
  @MayBeNull() @IsISO8601() outcomeAt!: string | null;
  @MayBeAbsent() @IsString() code?: string;
  @MayBeAbsent() @IsString() message?: string;
}

/** What one step of a process took in and decided. */
export class ProcessStepDto {
  @IsInt() revision!: number;
  @IsISO8601() at!: string;
  @IsString() actor!: string;
  @IsListOf(() => ProcessInputDto, 0, MANY) inputs!: readonly ProcessInputDto[];
  @IsListOf(() => ProcessFactDto, 0, MANY) facts!: readonly ProcessFactDto[];
  @IsListOf(() => ProcessCommandDto, 0, MANY) commands!: readonly ProcessCommandDto[];
  @IsListOf(() => DeadlineDto, 0, MANY) deadlines!: readonly DeadlineDto[];
  @IsString({ each: true }) cancelledDeadlines!: readonly string[];
  @IsBoolean() ended!: boolean;
}

class ParkedInputDto {
  @IsString() handler!: string;
  @IsString() key!: string;
  @MayBeNull() @IsString() error!: string | null;
}

class OpenCommandDetails extends OpenCommandDto {
  @Allow() body!: unknown;
  @IsISO8601() since!: string;
}

export class ProcessDetails extends ProcessStandingDto {
  @IsListOf(() => OpenCommandDetails, 0, MANY) openCommands!: readonly OpenCommandDetails[];
  @IsString() stream!: string;
  @IsInt() revision!: number;
  @IsString() correlationId!: string;
  @IsBoolean() cancelled!: boolean;
  @MayBeNull() @IsA(() => ParkedInputDto) deadLetter!: ParkedInputDto | null;
  @IsBoolean() retryable!: boolean;
  @IsListOf(() => ProcessStepDto, 0, MANY) steps!: readonly ProcessStepDto[];
}

/** What a retry lets the process try again. */
class RetriedDto {
  @IsInt() commands!: number;
  @IsString({ each: true }) deadlines!: readonly string[];
  @IsBoolean() deadLetter!: boolean;
}

export class RetriedProcessDto extends ProcessDetails {
  @IsA(() => RetriedDto) retried!: RetriedDto;
}

export class CancelProcessBody {
  @IsName(500) reason!: string;
}

export class RetryProcessBody {
  @MayBeAbsent() @IsName(500) reason?: string;
}
