/** Where each part listens when no offset is given. */
export const basePorts = {
  gateway: 8080,
  'customer-service': 8081,
  'product-service': 8082,
  'order-service': 8083,
  'shopping-command-service': 8084,
  'shopping-query-service': 8085,
  'audit-service': 8086,
  'config-server': 8888,
  registry: 8761,
  'event-store': 2113,
  mongodb: 27017,
  smtp: 1025,
  mailbox: 8025,
} as const;

/** The greatest `--port-offset` that keeps every port below 65536. */
export const greatestOffset = 65_535 - Math.max(...Object.values(basePorts));
