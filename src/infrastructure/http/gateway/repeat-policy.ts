/** Which requests are sent again, to another instance, and after what. */
export interface RepeatPolicy {
  /** How often at most a request is sent, the first time included. */
  readonly attempts: number;
  /** Methods whose repetition does no harm (RFC 9110 §9.2.2); beside them, whatever carries an `Idempotency-Key`. */
  readonly methods: ReadonlySet<string>;
  /** Statuses after which a request is sent again, as after an instance that broke off. */
  readonly statuses: ReadonlySet<number>;
}

export const DEFAULT_REPEAT: RepeatPolicy = {
  attempts: 3,
  methods: new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']),
  statuses: new Set(),
};
