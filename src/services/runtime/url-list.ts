import { Transform } from 'class-transformer';
import { ArrayMinSize, Matches } from 'class-validator';

/** A setting that lists the addresses of a service's instances: `http://127.0.0.1:8083,http://127.0.0.1:9083`. */
export function IsUrlList(): PropertyDecorator {
  const decorators = [
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((url) => url.trim())
            .filter((url) => url !== '')
        : value,
    ),
    ArrayMinSize(1),
    Matches(/^https?:\/\/[^\s/]+$/, { each: true, message: 'must list addresses like http://host:port' }),
  ];
  return (target, property) => {
    for (const decorator of decorators) decorator(target, property);
  };
}
