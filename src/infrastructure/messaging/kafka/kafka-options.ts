/** What a broker knows a client by. */
export interface KafkaLogin {
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  readonly password: string;
}

/** Which Kafka a service takes part in, and as what. */
export interface KafkaOptions {
  /** `host:port` of one or several brokers; they tell of the others. */
  readonly brokers: readonly string[];
  readonly tls: boolean;
  /** Undefined where nobody has to say who it is. */
  readonly login: KafkaLogin | undefined;
  /** Where all services publish. */
  readonly topic: string;
  /** How many partitions the topic gets when it has to be made. */
  readonly partitions: number;
  /** For example `order-service`. */
  readonly service: string;
  /** This instance of it: unique, and the same after a restart. */
  readonly instance: string;
}

/** Where messages go that can't be read. */
export function deadLetterTopicOf({ topic }: Pick<KafkaOptions, 'topic'>): string {
  return `${topic}.dead-letters`;
}

/** The consumer group of a service. It begins as the topic does: so do all the names that a shop needs rights for. */
export function groupOf({ topic, service }: Pick<KafkaOptions, 'topic' | 'service'>): string {
  return `${topic}.${service}`;
}
