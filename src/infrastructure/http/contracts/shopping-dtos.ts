import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { IsA, IsId, IsWhole, MayBeAbsent, MayBeNull } from '../validation/rules.js';
import { AddressDto, ListQuery, MoneyDto } from './common-dtos.js';

export class OpenCartBody {
  @IsId() customerId!: string;
  @MayBeAbsent() @IsId() cartId?: string;
}

export class PutCartItemBody {
  @IsWhole(1, 10_000) quantity!: number;
}

export class CheckOutCartBody {
  @MayBeAbsent() @IsA(() => AddressDto) shippingAddress?: AddressDto;
}

export class ListCartsQuery extends ListQuery {
  @MayBeAbsent() @IsId() customerId?: string;
}

export class CartOpened {
  @IsId() cartId!: string;
}

export class CartChanged {
  @IsId() cartId!: string;
  @IsInt() revision!: number;
}

export class CartCheckedOut {
  @IsId() cartId!: string;
  @IsId() orderId!: string;
}

export class CartLineDto {
  @IsId() productId!: string;
  @IsString() name!: string;
  @IsA(() => MoneyDto) unitPrice!: MoneyDto;
  @IsInt() quantity!: number;
  @IsA(() => MoneyDto) lineTotal!: MoneyDto;
}

export class CartDto {
  @IsId() cartId!: string;
  @IsId() customerId!: string;
  @IsIn(['open', 'checked-out', 'abandoned']) status!: 'open' | 'checked-out' | 'abandoned';
  @Type(() => CartLineDto) @IsArray() @ValidateNested({ each: true }) lines!: readonly CartLineDto[];
  /** `null` while the cart is empty: nothing has no currency. */
  @MayBeNull() @IsA(() => MoneyDto) total!: MoneyDto | null;
  @MayBeAbsent() @IsId() orderId?: string;
  @IsInt() revision!: number;
}

export class CartPage {
  @Type(() => CartDto) @IsArray() @ValidateNested({ each: true }) items!: readonly CartDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}
