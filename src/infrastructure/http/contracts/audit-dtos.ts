import {
  Allow,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsString,
  Matches,
} from 'class-validator';
import { IsA, IsListOf, IsText, IsWholeParameter, MayBeAbsent, MayBeNull } from '../validation/rules.js';
import { ConsistentQuery, ListQuery } from './common-dtos.js';

const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;
const REVISION_OR_MOMENT = /^(\d{1,15}|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?)$/;
const POSITION = /^\d{1,19}$/;

/** A query parameter that is a moment, ISO 8601: a date, or date and time with their zone. */
const IsMoment = (): PropertyDecorator => Matches(MOMENT, { message: 'must be an ISO 8601 moment' });

/** A position in the event store: decimal digits. */
const IsPosition = (): PropertyDecorator =>
  Matches(POSITION, { message: 'must be a position: decimal digits' });

export class ListStreamsQuery extends ListQuery {
  @MayBeAbsent() @IsText(1, 256) prefix?: string;
}

/** The events of a stream: from revision `from` on, or from one end; `cursor` goes on where a page has ended. */
export class ListStreamEventsQuery {
  @MayBeAbsent() @IsWholeParameter(0, Number.MAX_SAFE_INTEGER) from?: number;
  @MayBeAbsent() @IsIn(['forwards', 'backwards']) direction?: 'forwards' | 'backwards';
  @MayBeAbsent() @IsWholeParameter(1, 100) limit?: number;
  @MayBeAbsent() @IsWholeParameter(0, Number.MAX_SAFE_INTEGER) cursor?: number;
}

/** As of which revision or moment; now, if neither is given. */
export class ReplayQuery {
  @MayBeAbsent() @IsWholeParameter(0, Number.MAX_SAFE_INTEGER) revision?: number;
  @MayBeAbsent() @IsMoment() at?: string;
}

/** Two revisions or moments. */
export class DiffQuery {
  @Matches(REVISION_OR_MOMENT, { message: 'must be a revision or an ISO 8601 moment' }) from!: string;
  @Matches(REVISION_OR_MOMENT, { message: 'must be a revision or an ISO 8601 moment' }) to!: string;
}

export class ListActivitiesQuery extends ListQuery {
  @MayBeAbsent() @IsText(1, 256) actor?: string;
  @MayBeAbsent() @IsText(1, 256) type?: string;
  @MayBeAbsent() @IsText(1, 256) stream?: string;
  @MayBeAbsent() @IsMoment() from?: string;
  @MayBeAbsent() @IsMoment() to?: string;
}

export class TrailQuery extends ConsistentQuery {}

/** `from`: the position of the last event that the caller has already. */
export class ExportQuery {
  @MayBeAbsent() @IsPosition() from?: string;
}

export class StreamDto {
  @IsString() stream!: string;
  @IsString() type!: string;
  @IsInt() revision!: number;
  @IsISO8601() lastEventAt!: string;
}

export class StreamPage {
  @IsListOf(() => StreamDto, 0, 100) items!: readonly StreamDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}

export class StreamEventDto {
  @IsInt() revision!: number;
  @IsPosition() position!: string;
  @IsString() eventId!: string;
  @IsString() type!: string;
  @Allow() data!: unknown;
  @IsObject() metadata!: object;
  @IsISO8601() at!: string;
}

export class StreamEventPage {
  @IsListOf(() => StreamEventDto, 0, 100) items!: readonly StreamEventDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}

export class ReplayedStateDto {
  @IsString() stream!: string;
  @IsInt() revision!: number;
  @IsISO8601() at!: string;
  @Allow() state!: unknown;
}

class ChangeCauseDto {
  @IsInt() revision!: number;
  @IsString() eventId!: string;
  @IsString() type!: string;
  @IsString() actor!: string;
  @IsISO8601() at!: string;
}

/** `path` is a JSON pointer into the state. */
export class ExplainedChangeDto {
  @IsString() path!: string;
  @Allow() before?: unknown;
  @Allow() after?: unknown;
  @IsListOf(() => ChangeCauseDto, 0, 100_000) events!: readonly ChangeCauseDto[];
}

export class StateDifferenceDto {
  @IsString() stream!: string;
  @IsInt() from!: number;
  @IsInt() to!: number;
  @IsListOf(() => ExplainedChangeDto, 0, 100_000) changes!: readonly ExplainedChangeDto[];
}

/** An event with those it led to: `children` are of the same shape. */
export class CausedEventDto {
  @IsString() eventId!: string;
  @IsString() stream!: string;
  @IsString() service!: string;
  @IsInt() revision!: number;
  @IsPosition() position!: string;
  @IsString() type!: string;
  @IsISO8601() at!: string;
  @IsString() actor!: string;
  @IsString() causationId!: string;
  @Allow() data!: unknown;
  @IsArray() children!: readonly object[];
}

export class TrailDto {
  @IsString() correlationId!: string;
  @IsISO8601() startedAt!: string;
  @IsISO8601() endedAt!: string;
  @IsInt() events!: number;
  @IsBoolean() truncated!: boolean;
  @IsString({ each: true }) streams!: readonly string[];
  @IsListOf(() => CausedEventDto, 0, 100_000) tree!: readonly CausedEventDto[];
}

export class ActivityDto {
  @IsPosition() position!: string;
  @IsString() stream!: string;
  @IsInt() revision!: number;
  @IsString() type!: string;
  @IsString() eventId!: string;
  @IsString() actor!: string;
  @IsString() correlationId!: string;
  @IsString() causationId!: string;
  @IsISO8601() at!: string;
}

export class ActivityPage {
  @IsListOf(() => ActivityDto, 0, 100) items!: readonly ActivityDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}

/** An Ed25519 public key as a JWK. */
class AuditKeyDto {
  @IsString() kty?: string;
  @IsString() crv?: string;
  @IsString() x?: string;
  @IsString() kid?: string;
}

export class AuditKeys {
  @IsListOf(() => AuditKeyDto, 0, 100) keys!: readonly AuditKeyDto[];
}

/** A signed checkpoint of the chain; kept elsewhere, it shows later that nothing was cut off before it. */
class CheckpointDto {
  @IsInt() count!: number;
  @IsPosition() position!: string;
  @IsString() hash!: string;
  @IsString() previousHash!: string;
  @IsString() entries!: string;
  @IsString() keyId!: string;
  @IsString() signature!: string;
}

export class LatestCheckpoint {
  @MayBeNull() @IsA(() => CheckpointDto) checkpoint!: CheckpointDto | null;
}
