import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import type { LiveSettings } from '../../../configuration/live-settings.js';
import type { GatewayFilter } from '../gateway-filter.js';
import { sendAnswer } from '../send-answer.js';

/** Which web pages may call the shop from a browser, under `security.cors`; none unless named. May change while it runs. */
export class CorsSettings {
  /** Origins like `https://shop.example`. */
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(/^https?:\/\/[^\s/*]+$/, { each: true, message: 'must list origins like https://host' })
  origins: string[] = [];
  @IsArray() @IsString({ each: true }) methods: string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
  @IsArray() @IsString({ each: true }) requestHeaders: string[] = [
    'authorization',
    'content-type',
    'idempotency-key',
    'if-match',
  ];
  @IsArray() @IsString({ each: true }) answerHeaders: string[] = [
    'etag',
    'location',
    'consistency-token',
    'retry-after',
    'trace-id',
  ];
  /** Whether pages may send cookies, too. */
  @IsBoolean() credentials = false;
  /** How long a browser need not ask again, in seconds. */
  @IsInt() @Min(0) @Max(86_400) maxAgeSeconds = 600;
}

/** Answers browsers that ask on behalf of a web page from elsewhere (Fetch standard, CORS protocol). */
export function cors(settings: LiveSettings<CorsSettings>): GatewayFilter {
  return (next) => async (exchange) => {
    const { origins, methods, requestHeaders, answerHeaders, credentials, maxAgeSeconds } = settings.current;
    if (origins.length === 0) return next(exchange);
    const origin = exchange.header('origin');
    const isAllowed = origin !== undefined && origins.includes(origin);
    exchange.editAnswer((headers) => {
      headers.add('vary', 'Origin');
      if (!isAllowed) return;
      // helmet's default keeps other origins from reading anything.
      headers.set('cross-origin-resource-policy', 'cross-origin');
      headers.set('access-control-allow-origin', origin);
      headers.set('access-control-expose-headers', answerHeaders.join(', '));
      if (credentials) headers.set('access-control-allow-credentials', 'true');
    });
    const asked = exchange.header('access-control-request-method');
    if (!isAllowed || exchange.method !== 'OPTIONS' || asked === undefined) return next(exchange);
    sendAnswer(exchange, {
      status: 204,
      headers: {
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': requestHeaders.join(', '),
        'access-control-max-age': String(maxAgeSeconds),
      },
    });
  };
}
