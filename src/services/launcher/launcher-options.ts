import { Command, CommanderError } from 'commander';
import type { AccountName } from '../../infrastructure/security/credentials-file.js';
import { type ServiceName, isServiceName, serviceNames } from '../../application/service-names.js';
import { greatestOffset } from './ports.js';
import { isServerAddress } from '../../infrastructure/configuration/server-address.js';
import { brokersIn } from '../../infrastructure/messaging/kafka/broker-list.js';
import { UsageError } from './usage-error.js';

/** What a server of ours asks of those who call it (HTTP Basic), because its environment says so. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** What the shop is started with, from the command line or, where it is silent, from the environment. */
export interface LauncherOptions {
  /** Folder for all the embedded nodes write; undefined for `.webstore/` in the project. */
  readonly dataDirectory: string | undefined;
  readonly portOffset: number;
  /** How many of each service; 1 of those not named. */
  readonly instances: ReadonlyMap<ServiceName, number>;
  readonly demoData: boolean;
  /** Whether processes are announced as JSON lines. */
  readonly json: boolean;
  /** Connection strings of servers that run already; undefined starts the embedded node. */
  readonly eventStoreUrl: string | undefined;
  readonly mongoDbUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  /** A config server that runs already; undefined starts ours. */
  readonly configServerUrl: string | undefined;
  /** The Eureka address of a registry that runs already; undefined starts ours. */
  readonly registryUrl: string | undefined;
  /** What our registry and our config server ask for; undefined: nothing. */
  readonly registryLogin: Login | undefined;
  readonly configServerLogin: Login | undefined;
  /** The Zipkin that traces are sent to; undefined when none are wanted. */
  readonly zipkinUrl: string | undefined;
  /** The brokers of the Kafka that carries integration events, `a:9092,b:9092`; undefined: the event store carries them. */
  readonly kafkaBrokers: string | undefined;
  /** What ours serves: a folder, or the address of a git repository; undefined for `config/` in the project. */
  readonly configuration: string | undefined;
  /** Passwords of the accounts that the first start registers; those not given are made up. */
  readonly passwords: Readonly<Partial<Record<AccountName, string>>>;
}

interface CommandLine {
  data?: string;
  portOffset?: string;
  instances?: string[];
  demoData: boolean;
  json?: boolean;
  eventStore?: string;
  mongodb?: string;
  smtp?: string;
  configServer?: string;
  registry?: string;
  config?: string;
  kafka?: string;
  zipkin?: string;
}

const mostInstances = 16;

/**
 * Reads the options of `npm start`.
 *
 * @param given the arguments, without node and script
 * @throws UsageError for any that cannot be followed
 * @throws CommanderError with exit code 0 after `--help` has been printed
 */
export function parseLauncherOptions(
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): LauncherOptions {
  const line = readCommandLine(given);
  const setting = (option: string | undefined, variable: string) =>
    option ?? (environment[variable] || undefined);

  return {
    dataDirectory: setting(line.data, 'WEBSTORE_DATA'),
    portOffset: portOffsetOf(setting(line.portOffset, 'WEBSTORE_PORT_OFFSET')),
    instances: instancesOf(
      line.instances ?? environment['WEBSTORE_INSTANCES']?.split(',').filter(Boolean) ?? [],
    ),
    demoData: line.demoData && booleanOf('WEBSTORE_DEMO_DATA', environment['WEBSTORE_DEMO_DATA'] || 'true'),
    json: line.json ?? false,
    eventStoreUrl: urlOf('--event-store', setting(line.eventStore, 'EVENTSTORE_URL'), [
      'esdb',
      'esdb+discover',
    ]),
    mongoDbUrl: urlOf('--mongodb', setting(line.mongodb, 'MONGODB_URL'), ['mongodb', 'mongodb+srv']),
    smtpUrl: urlOf('--smtp', setting(line.smtp, 'SMTP_URL'), ['smtp', 'smtps']),
    registryUrl: urlOf('--registry', setting(line.registry, 'REGISTRY_URLS'), ['http', 'https']),
    configServerUrl: urlOf('--config-server', setting(line.configServer, 'CONFIG_SERVER_URL'), [
      'http',
      'https',
    ]),
    registryLogin: loginOf(environment['REGISTRY_USER'] || 'registry', environment['REGISTRY_PASSWORD']),
    configServerLogin: loginOf(environment['CONFIG_USER'] || 'config', environment['CONFIG_PASSWORD']),
    zipkinUrl: urlOf('--zipkin', setting(line.zipkin, 'ZIPKIN_URL'), ['http', 'https']),
    kafkaBrokers: brokersOf(setting(line.kafka, 'KAFKA_BROKERS')),
    configuration: setting(line.config, 'WEBSTORE_CONFIG'),
    passwords: {
      ...passwordIn(environment, 'administrator', 'WEBSTORE_ADMIN_PASSWORD'),
      ...passwordIn(environment, 'customer', 'WEBSTORE_CUSTOMER_PASSWORD'),
    },
  };
}

function readCommandLine(given: readonly string[]): CommandLine {
  const command = new Command('npm start --')
    .description('Starts the whole shop: the embedded nodes, every service and the gateway.')
    .option('--data <dir>', 'folder for all the embedded nodes write (WEBSTORE_DATA, default .webstore/)')
    .option('--port-offset <n>', 'added to every port (WEBSTORE_PORT_OFFSET, default 0)')
    .option(
      '--instances <name=n>',
      'how many of a service to start, repeatable (WEBSTORE_INSTANCES=name=n,…)',
      (value: string, earlier: string[] = []) => [...earlier, value],
    )
    .option('--no-demo-data', 'leave out the small catalogue and customer (WEBSTORE_DEMO_DATA=false)')
    .option('--event-store <url>', 'an EventStoreDB that runs already (EVENTSTORE_URL)')
    .option('--mongodb <url>', 'a MongoDB that runs already (MONGODB_URL)')
    .option('--smtp <url>', 'an SMTP server to send through (SMTP_URL)')
    .option('--registry <url>', 'a Eureka registry that runs already (REGISTRY_URLS)')
    .option('--config-server <url>', 'a config server that runs already (CONFIG_SERVER_URL)')
    .option(
      '--config <dir|url>',
      'folder or git repository with the configuration (WEBSTORE_CONFIG, default config/)',
    )
    .option(
      '--kafka <brokers>',
      'brokers, host:port,…, of a Kafka to carry integration events (KAFKA_BROKERS, default the event store)',
    )
    .option('--zipkin <url>', 'a Zipkin to send traces to (ZIPKIN_URL, default none)')
    .option('--json', 'announce every process as a line of JSON')
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => {} })
    .exitOverride();
  try {
    command.parse(given, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode !== 0) {
      throw new UsageError(error.message.replace(/^error: /, ''), { cause: error });
    }
    throw error;
  }
  const empty = command.options.find((option) => command.getOptionValue(option.attributeName()) === '');
  // An empty folder would be the one the shell stands in.
  if (empty) throw new UsageError(`${empty.long} is given without a value`);
  return command.opts<CommandLine>();
}

/** What customer-service takes as a password, told before anything runs. */
function passwordIn(
  environment: Readonly<Record<string, string | undefined>>,
  account: AccountName,
  variable: string,
): Partial<Record<AccountName, string>> {
  const password = environment[variable];
  if (!password) return {};
  if (password.length < 8 || password.length > 256) {
    throw new UsageError(`${variable} must have 8 to 256 characters`);
  }
  return { [account]: password };
}

function loginOf(user: string, password = ''): Login | undefined {
  return password === '' ? undefined : { user, password };
}

function portOffsetOf(text = '0'): number {
  const offset = Number(text);
  if (/^\d+$/.test(text) && offset <= greatestOffset) return offset;
  throw new UsageError(`--port-offset must be a whole number from 0 to ${greatestOffset}, not '${text}'`);
}

function instancesOf(assignments: readonly string[]): ReadonlyMap<ServiceName, number> {
  return new Map(
    assignments.map((assignment) => {
      const [name, count, ...rest] = assignment.trim().split('=');
      if (!name || !isServiceName(name)) {
        throw new UsageError(`--instances knows ${serviceNames.join(', ')}, not '${assignment}'`);
      }
      if (
        rest.length > 0 ||
        !/^\d+$/.test(count ?? '') ||
        Number(count) < 1 ||
        Number(count) > mostInstances
      ) {
        throw new UsageError(
          `--instances takes name=n with n from 1 to ${mostInstances}, not '${assignment}'`,
        );
      }
      return [name, Number(count)];
    }),
  );
}

function booleanOf(variable: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new UsageError(`${variable} must be true or false, not '${text}'`);
}

function urlOf(option: string, text: string | undefined, schemes: readonly string[]): string | undefined {
  if (text === undefined) return undefined;
  // A registry may have several addresses, each of which stands in for the others.
  if (text.split(/,(?=\w+:\/\/)/).every((address) => isServerAddress(address, schemes))) return text;
  throw new UsageError(`${option} must be a URL like ${schemes[0]}://host:port, not '${text}'`);
}

function brokersOf(text: string | undefined): string | undefined {
  const brokers = text === undefined ? [] : brokersIn(text);
  if (brokers === undefined) throw new UsageError(`--kafka must list brokers like host:port, not '${text}'`);
  return brokers.length === 0 ? undefined : brokers.join(',');
}
