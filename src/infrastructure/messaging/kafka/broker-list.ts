/** What an address of a broker must look like. */
const BROKER = /^[a-z\d](?:[\w.-]*[a-z\d])?:(\d{1,5})$/i;

/** The brokers of a list like `a:9092,b:9092`; undefined when it is none. */
export function brokersIn(text: string): readonly string[] | undefined {
  const brokers = text
    .split(',')
    .map((broker) => broker.trim())
    .filter((broker) => broker !== '');
  return brokers.length > 0 && brokers.every(isBroker) ? brokers : undefined;
}

function isBroker(text: string): boolean {
  const port = Number(BROKER.exec(text)?.[1]);
  return port > 0 && port < 65_536;
}
