import { MongoError } from '../../mongo-error.js';
import { formatDate } from '../dates/format.js';
import { instantOf } from '../dates/operands.js';
import { parseDate, parseDateAs } from '../dates/parse.js';
import { zoneOf } from '../dates/zone.js';
import type { ExpressionOperator } from '../scope.js';
import { isNil, named } from './operands.js';
import { requireText } from './text.js';

const toText: ExpressionOperator = (operand, compile, name) => {
  const { date, format, timezone, onNull } = named(
    operand,
    compile,
    name,
    ['date'],
    ['format', 'timezone', 'onNull'],
  );
  return (scope) => {
    const value = date!(scope);
    const pattern = format?.(scope);
    const place = timezone?.(scope);
    if (isNil(value)) return onNull === undefined ? null : onNull(scope);
    if ((format !== undefined && isNil(pattern)) || (timezone !== undefined && isNil(place))) return null;
    const zone = zoneOf(place);
    const standard = `%Y-%m-%dT%H:%M:%S.%L${zone.isUtc ? 'Z' : ''}`;
    const chosen = format === undefined ? standard : requireText(name, pattern, 18533);
    return formatDate(instantOf(value), zone, chosen);
  };
};

const fromText: ExpressionOperator = (operand, compile, name) => {
  const { dateString, format, timezone, onError, onNull } = named(
    operand,
    compile,
    name,
    ['dateString'],
    ['format', 'timezone', 'onError', 'onNull'],
  );
  return (scope) => {
    const text = dateString!(scope);
    const pattern = format?.(scope);
    const place = timezone?.(scope);
    if (isNil(text)) return onNull === undefined ? null : onNull(scope);
    if ((format !== undefined && isNil(pattern)) || (timezone !== undefined && isNil(place))) return null;
    const zone = timezone === undefined ? undefined : zoneOf(place);
    try {
      if (typeof text !== 'string')
        throw new MongoError(
          { code: 241, name: 'ConversionFailure' },
          `${name} requires that 'dateString' be a string`,
        );
      return new Date(
        format === undefined
          ? parseDate(text, zone)
          : parseDateAs(text, requireText(name, pattern, 40684), zone),
      );
    } catch (error) {
      if (onError === undefined || !(error instanceof MongoError) || error.code !== 241) throw error;
      return onError(scope);
    }
  };
};

/** The operators that write and read dates. */
export const dateTextOperators: Readonly<Record<string, ExpressionOperator>> = {
  $dateToString: toText,
  $dateFromString: fromText,
};
