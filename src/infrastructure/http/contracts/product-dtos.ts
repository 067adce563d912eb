import { IsArray, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import {
  IsA,
  IsFlagParameter,
  IsId,
  IsName,
  IsSearchParameter,
  IsText,
  IsWhole,
  MayBeAbsent,
  MayBeNull,
} from '../validation/rules.js';
import { ConsistentQuery, ListQuery, MoneyDto } from './common-dtos.js';

/** The most units that one command may bring into the stock. */
const MAX_UNITS = 1_000_000_000;

export class RegisterProductBody {
  @IsName(200) name!: string;
  @IsText(0, 5_000) description!: string;
  @IsA(() => MoneyDto) price!: MoneyDto;
  @IsWhole(0, MAX_UNITS) initialStock!: number;
  @MayBeAbsent() @IsId() productId?: string;
}

export class ChangeProductDetailsBody {
  @MayBeAbsent() @IsName(200) name?: string;
  @MayBeAbsent() @IsText(0, 5_000) description?: string;
}

export class ChangeProductPriceBody {
  @IsA(() => MoneyDto) price!: MoneyDto;
}

export class ReplenishStockBody {
  @IsWhole(1, MAX_UNITS) quantity!: number;
}

export class ListProductsQuery extends ListQuery {
  @IsSearchParameter(100) search?: string;
  @MayBeAbsent() @IsFlagParameter() inStock?: boolean;
}

export class GetProductQuery extends ConsistentQuery {
  /** Shows all that has happened by now, also what the read model would show a moment later only. */
  @MayBeAbsent() @IsFlagParameter() latest?: boolean;
}

export class ProductRegistered {
  @IsId() productId!: string;
}

export class ProductChanged {
  @IsId() productId!: string;
  @IsInt() revision!: number;
}

class StockDto {
  @IsInt() onHand!: number;
  @IsInt() reserved!: number;
  @IsInt() available!: number;
}

export class ProductDto {
  @IsId() productId!: string;
  @IsString() name!: string;
  @IsString() description!: string;
  @IsA(() => MoneyDto) price!: MoneyDto;
  @IsA(() => StockDto) stock!: StockDto;
  @IsIn(['active', 'discontinued']) status!: 'active' | 'discontinued';
  @IsInt() revision!: number;
}

export class ProductPage {
  @Type(() => ProductDto) @IsArray() @ValidateNested({ each: true }) items!: readonly ProductDto[];
  @MayBeNull() @IsString() nextCursor!: string | null;
}
