import { IsString, Length, Matches } from 'class-validator';
import { IsCurrency, IsName, IsText, IsWhole, IsWholeParameter, MayBeAbsent } from '../validation/rules.js';

/** An amount in minor units of an ISO 4217 currency. */
export class MoneyDto {
  @IsWhole(0, Number.MAX_SAFE_INTEGER) amount!: number;
  @IsCurrency() currency!: string;
}

/** A postal address; `country` is an ISO 3166-1 alpha-2 code. */
export class AddressDto {
  @IsName(200) street!: string;
  @IsName(20) postalCode!: string;
  @IsName(100) city!: string;
  @IsString() @Matches(/^[A-Z]{2}$/, { message: 'must be an ISO 3166-1 alpha-2 code' }) country!: string;
}

/** Query of a single thing. `consistentWith`: the `Consistency-Token` of a command whose effect must be seen. */
export class ConsistentQuery {
  @MayBeAbsent() @IsString() @Length(1, 64) consistentWith?: string;
}

/** Query of a list: at most `limit` items, from where the page that answered `cursor` as its `nextCursor` ended. */
export class ListQuery extends ConsistentQuery {
  @MayBeAbsent() @IsWholeParameter(1, 100) limit?: number;
  @MayBeAbsent() @IsText(1, 512) cursor?: string;
}
