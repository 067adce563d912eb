import { Transform } from 'class-transformer';
import { ArrayMinSize, Matches } from 'class-validator';

/** A setting that lists addresses, `least` or more: `http://127.0.0.1:8083,http://127.0.0.1:8761/eureka`. */
export function IsUrlList(least: number): PropertyDecorator {
  const decorators = [
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((url) => url.trim().replace(/\/+$/, ''))
            .filter((url) => url !== '')
        : value,
    ),
    ArrayMinSize(least),
    Matches(/^https?:\/\/[^\s/?#]+(?:\/[^\s?#]*)?$/, {
      each: true,
      message: 'must list addresses like http://host:port',
    }),
  ];
  return (target, property) => {
    for (const decorator of decorators) decorator(target, property);
  };
}
