import { IsInt, IsISO8601, IsString } from 'class-validator';
import { IsListOf, IsText, MayBeAbsent, MayBeNull } from '../../validation/rules.js';
import { OperationsListQuery } from './dead-letter-dtos.js';

export class ListMessagesQuery extends OperationsListQuery {
  /** An address. */
  @MayBeAbsent() @IsText(1, 320) to?: string;
}

export class MailDto {
  @IsString() messageId!: string;
  @IsString() from!: string;
  @IsString() to!: string;
  @IsString() subject!: string;
  @IsISO8601() receivedAt!: string;
  /** How often it was delivered. */
  @IsInt() deliveries!: number;
}

export class MailPage {
  @IsListOf(() => MailDto, 0, 100) items!: readonly MailDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}

class MailHeaderDto {
  @IsString() name!: string;
  @IsString() value!: string;
}

/** A mail with its content, its HTML as text: to be shown where nothing of it runs or is fetched. */
export class MailDetails extends MailDto {
  @IsListOf(() => MailHeaderDto, 0, 1_000) headers!: readonly MailHeaderDto[];
  @MayBeNull() @IsString() text!: string | null;
  @MayBeNull() @IsString() html!: string | null;
}
