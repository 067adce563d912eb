import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsISO8601, IsString, ValidateNested } from 'class-validator';
import {
  IsA,
  IsEmailAddress,
  IsId,
  IsName,
  IsSearchParameter,
  IsText,
  MayBeAbsent,
  MayBeNull,
} from '../validation/rules.js';
import { AddressDto, ListQuery } from './common-dtos.js';

export class RegisterCustomerBody {
  @IsEmailAddress() email!: string;
  @IsName(200) name!: string;
  @IsText(8, 256) password!: string;
  @MayBeAbsent() @IsA(() => AddressDto) address?: AddressDto;
}

export class ChangeCustomerBody {
  @MayBeAbsent() @IsEmailAddress() email?: string;
  @MayBeAbsent() @IsName(200) name?: string;
  @MayBeAbsent() @IsText(8, 256) password?: string;
  /** `null` removes it. */
  @MayBeNull() @IsA(() => AddressDto) address?: AddressDto | null;
}

export class ListCustomersQuery extends ListQuery {
  @IsSearchParameter(100) search?: string;
}

export class CustomerRegistered {
  @IsId() customerId!: string;
}

export class CustomerChanged {
  @IsId() customerId!: string;
  @IsInt() revision!: number;
}

export class CustomerDto {
  @IsId() customerId!: string;
  @MayBeNull() @IsString() email!: string | null;
  @MayBeNull() @IsString() name!: string | null;
  @MayBeNull() @IsA(() => AddressDto) address!: AddressDto | null;
  @IsIn(['active', 'deactivated', 'erased']) status!: 'active' | 'deactivated' | 'erased';
  @IsInt() revision!: number;
}

export class CustomerPage {
  @Type(() => CustomerDto) @IsArray() @ValidateNested({ each: true }) items!: readonly CustomerDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}

export class EmailDto {
  @IsString() emailId!: string;
  @IsIn(['order-received', 'order-confirmed', 'order-rejected', 'order-cancelled']) kind!: string;
  @IsId() orderId!: string;
  @IsString() to!: string;
  @IsString() subject!: string;
  @IsIn(['requested', 'sent', 'failed', 'abandoned']) status!: string;
  @IsInt() attempts!: number;
  @MayBeNull() @IsISO8601() sentAt!: string | null;
}

export class EmailPage {
  @Type(() => EmailDto) @IsArray() @ValidateNested({ each: true }) items!: readonly EmailDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}
