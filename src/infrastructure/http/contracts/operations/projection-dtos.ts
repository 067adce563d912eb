import { Allow, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsString } from 'class-validator';
import { IsA, IsListOf, MayBeNull } from '../../validation/rules.js';

/** Events that a projection has not taken in yet, and the age of the oldest; no more than 1,000 are counted. */
export class LagDto {
  @IsInt() events!: number;
  @IsBoolean() isAtLeast!: boolean;
  @IsInt() ms!: number;
}

/** A generation that is being filled; `share` of the log up to where the active one is, from 0 to 1. */
export class BuildingDto {
  @IsString() collection!: string;
  @IsInt() version!: number;
  @IsInt() documents!: number;
  @MayBeNull() @IsString() position!: string | null;
  @IsNumber() share!: number;
  @IsInt() parkedKeys!: number;
  @IsISO8601() since!: string;
}

class RebuildDto {
  @IsInt() documents!: number;
  @IsInt() ms!: number;
}

const STATES = ['live', 'rebuilding', 'handing-over', 'paused'] as const;

export class ProjectionDto {
  @IsString() name!: string;
  @IsInt() version!: number;
  @IsIn(STATES) state!: (typeof STATES)[number];
  @IsBoolean() rebuildRequested!: boolean;
  @IsInt() documents!: number;
  @MayBeNull() @IsString() position!: string | null;
  @IsISO8601() activeSince!: string;
  @IsString() collection!: string;
  @MayBeNull() @IsA(() => LagDto) lag!: LagDto | null;
  @IsInt() parkedKeys!: number;
  @MayBeNull() @IsA(() => BuildingDto) building!: BuildingDto | null;
  @MayBeNull() @IsA(() => RebuildDto) lastRebuild!: RebuildDto | null;
}

export class ProjectionList {
  @IsListOf(() => ProjectionDto, 0, 1_000) items!: readonly ProjectionDto[];
  @MayBeNull() @IsString() nextCursor!: null;
}

/** A field that differs: `path` is a JSON pointer, `before` what is stored, `after` what the events say. */
export class DocumentChangeDto {
  @IsString() path!: string;
  @Allow() before?: unknown;
  @Allow() after?: unknown;
}

/** A document as it is stored against the fold of its events. */
export class DocumentComparisonDto {
  @IsString() projection!: string;
  @IsString() collection!: string;
  @IsString() document!: string;
  @MayBeNull() @IsString() stream!: string | null;
  @IsBoolean() differs!: boolean;
  @IsBoolean() healed!: boolean;
  @MayBeNull() @IsInt() storedRevision!: number | null;
  @MayBeNull() @IsInt() foldedRevision!: number | null;
  @MayBeNull() @IsInt() parkedAtRevision!: number | null;
  @IsListOf(() => DocumentChangeDto, 0, 100_000) changes!: readonly DocumentChangeDto[];
}
