import { Transform } from 'class-transformer';
import { IsArray } from 'class-validator';
import { brokersIn } from '../../infrastructure/messaging/kafka/broker-list.js';

/** A setting that lists the brokers of a Kafka, or none: `a:9092,b:9092`. */
export function IsBrokerList(): PropertyDecorator {
  const decorators = [
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (brokersIn(value) ?? value) : value,
    ),
    IsArray({ message: 'must list brokers like host:port' }),
  ];
  return (target, property) => {
    for (const decorator of decorators) decorator(target, property);
  };
}
