import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsISO8601, IsString, ValidateNested } from 'class-validator';
import { IsA, IsId, IsListOf, IsName, IsText, IsWhole, MayBeAbsent, MayBeNull } from '../validation/rules.js';
import { AddressDto, ListQuery, MoneyDto } from './common-dtos.js';

const ORDER_STATUSES = ['created', 'placed', 'confirmed', 'rejected', 'cancelled'] as const;
type OrderStatus = (typeof ORDER_STATUSES)[number];

export class OrderLineBody {
  @IsId() productId!: string;
  @MayBeAbsent() @IsName(200) name?: string;
  @IsWhole(1, 10_000) quantity!: number;
  @IsA(() => MoneyDto) unitPrice!: MoneyDto;
}

export class SubmitOrderBody {
  @IsId() customerId!: string;
  @IsListOf(() => OrderLineBody, 1, 100) lines!: OrderLineBody[];
  @MayBeAbsent() @IsA(() => AddressDto) shippingAddress?: AddressDto;
}

export class CreateOrderBody extends SubmitOrderBody {
  @MayBeAbsent() @IsId() orderId?: string;
}

export class CancelOrderBody {
  @MayBeAbsent() @IsText(0, 500) reason?: string;
}

export class ListOrdersQuery extends ListQuery {
  @MayBeAbsent() @IsId() customerId?: string;
  @MayBeAbsent() @IsIn(ORDER_STATUSES) status?: OrderStatus;
}

export class OrderAccepted {
  @IsId() orderId!: string;
}

class OrderLineDto {
  @IsId() productId!: string;
  @MayBeAbsent() @IsString() name?: string;
  @IsInt() quantity!: number;
  @IsA(() => MoneyDto) unitPrice!: MoneyDto;
}

class ShortLineDto {
  @IsId() productId!: string;
  @IsString() code!: string;
  @IsInt() requested!: number;
  @IsInt() available!: number;
}

export class RejectionDto {
  @IsString() code!: string;
  @Type(() => ShortLineDto) @IsArray() @ValidateNested({ each: true }) lines!: readonly ShortLineDto[];
}

class TimelineEntryDto {
  @IsISO8601() at!: string;
  @IsString() event!: string;
}

export class OrderDto {
  @IsId() orderId!: string;
  @IsId() customerId!: string;
  @IsIn(ORDER_STATUSES) status!: OrderStatus;
  @Type(() => OrderLineDto) @IsArray() @ValidateNested({ each: true }) lines!: readonly OrderLineDto[];
  @IsA(() => MoneyDto) total!: MoneyDto;
  @MayBeAbsent() @IsA(() => AddressDto) shippingAddress?: AddressDto;
  @MayBeAbsent() @IsA(() => RejectionDto) rejection?: RejectionDto;
  @MayBeAbsent() @IsString() cancellationReason?: string;
  @Type(() => TimelineEntryDto)
  @IsArray()
  @ValidateNested({ each: true })
  timeline!: readonly TimelineEntryDto[];
  @IsInt() revision!: number;
}

export class OrderPage {
  @Type(() => OrderDto) @IsArray() @ValidateNested({ each: true }) items!: readonly OrderDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}
