// #region contract
import { IsInt, Max, Min } from 'class-validator';
import { contract } from '../../../../src/infrastructure/http/contract/contract.js';
import { operation } from '../../../../src/infrastructure/http/contract/operation.js';

export class RatingDto {
  @IsInt() @Min(0) @Max(5) stars!: number;
}

export const ratingContract = contract({
  service: 'rating-service',
  title: 'What customers think',
  operations: {
    getRating: operation({
      method: 'GET',
      path: '/products/{productId}/rating',
      summary: 'Shows how customers rate a product',
      access: 'public',
      status: 200,
      answer: RatingDto,
      problems: { 'product-not-found': 404 },
    }),
    rate: operation({
      method: 'POST',
      path: '/products/{productId}/rating',
      summary: "Replaces the caller's rating",
      access: 'customer',
      status: 204,
      body: RatingDto,
      idempotent: true,
    }),
  },
});
// #endregion
