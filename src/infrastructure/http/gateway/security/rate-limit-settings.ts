import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, Matches, ValidateNested } from 'class-validator';
import { IsWholeParameter } from '../../validation/rules.js';

/** So many requests within so many seconds. */
export class Allowance {
  @IsWholeParameter(1, 100_000_000) requests = 1;
  @IsWholeParameter(1, 86_400) seconds = 60;
}

/** What a client address may do on one route of the contracts. */
class RouteAllowance extends Allowance {
  @IsIn(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) method = 'POST';
  /** The path as the contract has it, for example `/carts/{cartId}/checkout`. */
  @Matches(/^\/\S*$/) path = '/';
}

/**
 * How much a client address may ask of the gateway, under `security.rate-limits`; may change while it runs. Each gateway
 * counts by itself. Routes where passwords are tried or made cost processor time, so that they have limits of their own.
 */
export class RateLimitSettings {
  @ValidateNested() @Type(() => Allowance) client = Object.assign(new Allowance(), { requests: 120_000 });

  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => RouteAllowance)
  routes: RouteAllowance[] = [
    Object.assign(new RouteAllowance(), { path: '/sessions', requests: 600 }),
    Object.assign(new RouteAllowance(), { path: '/sessions/refresh', requests: 600 }),
    Object.assign(new RouteAllowance(), { path: '/customers', requests: 1_200 }),
  ];
}
