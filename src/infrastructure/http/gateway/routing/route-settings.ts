import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsString,
  Matches,
  Max,
  Min,
  registerDecorator,
} from 'class-validator';
import { filterOf, type FilterContext } from './filters.js';
import { predicateOf } from './predicates.js';
import { WeightGroups } from './weight-groups.js';

function unused(): never {
  throw new Error('a route that is only looked at was used');
}

/** For looking at filters without using them. */
const UNUSED: FilterContext = { now: unused, breaker: unused, redirect: unused };

/** A rule: every text of the list is understood by `read`, which throws an error that says why not. */
function IsUnderstoodBy(read: (text: string) => unknown): PropertyDecorator {
  const whyNot = (list: unknown): string | undefined => {
    for (const text of Array.isArray(list) ? list : []) {
      try {
        read(String(text));
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    }
    return undefined;
  };
  return (target, propertyName) =>
    registerDecorator({
      name: 'isUnderstood',
      target: target.constructor,
      propertyName: String(propertyName),
      validator: {
        validate: (list) => whyNot(list) === undefined,
        defaultMessage: (args) => whyNot(args?.value) ?? 'is not understood',
      },
    });
}

/** A route as configuration describes it, in the manner of Spring Cloud Gateway. */
export class RouteSettings {
  /** Unique among the routes; the name under which its requests are measured. */
  @Matches(/^[\w.-]{1,64}$/) id = '';

  /** Where requests go: `lb://order-service` (an instance that the registry knows) or `http://host:port`. */
  @Matches(/^(?:lb:\/\/[a-z0-9-]+|https?:\/\/[\w.:[\]-]+)$/, {
    message: 'must be lb://<service> or http://<host>:<port>',
  })
  uri = '';

  /** All must hold; none = every request. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @IsUnderstoodBy((text) => predicateOf(text, { weights: new WeightGroups(() => 0) }))
  predicates: string[] = [];

  /** In the order that requests meet them. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @IsUnderstoodBy((text) => filterOf(text, UNUSED))
  filters: string[] = [];

  /** Routes of a lower order are tried first; of the same order as they are listed. */
  @IsInt() @Min(-1_000_000) @Max(1_000_000) order = 0;
}
