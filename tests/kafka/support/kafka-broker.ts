import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin } from '@platformatic/kafka';
import { eventually } from '../../e2e/support/eventually.js';
import { projectRoot } from '../../support/project-root.js';

/** What `broker` logs in with, where it asks for it. */
export const LOGIN = { mechanism: 'PLAIN', username: 'shop', password: 'tea for two' } as const;

/** Where Maven has put what a broker needs. */
export const BROKER_FOLDER = join(projectRoot, 'tests', 'kafka', '.broker');

const START_WITHIN_MS = 30_000;

/** A thrifty JVM that starts fast. */
const jvm = [
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=off',
];

/** A Kafka of one broker on free ports and in a temporary folder, that can be killed and started again. */
export class KafkaBroker {
  #child: ChildProcess | undefined;

  private constructor(
    private readonly dir: string,
    private readonly port: number,
    private readonly loginPort: number,
  ) {}

  /** Resolves when it answers. */
  static async start(): Promise<KafkaBroker> {
    const dir = mkdtempSync(join(tmpdir(), 'webstore-kafka-'));
    const [port, loginPort, controllerPort] = await freePorts(3);
    const broker = new KafkaBroker(dir, port!, loginPort!);
    writeFileSync(broker.#properties, propertiesOf(dir, port!, loginPort!, controllerPort!));
    try {
      await broker.#java('kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', broker.#properties);
      await broker.startAgain();
    } catch (error) {
      await broker.dispose();
      throw error;
    }
    return broker;
  }

  /** What `--kafka` takes. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Where it asks for `LOGIN`. */
  get addressWithLogin(): string {
    return `127.0.0.1:${this.loginPort}`;
  }

  /** Starts the killed broker on its ports and its data. */
  async startAgain(): Promise<void> {
    this.#child = this.#spawn('kafka.Kafka', this.#properties);
    await eventually(() => this.#answer(), START_WITHIN_MS);
  }

  /** SIGKILL. Resolves when the process is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Kills it and removes its data. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }

  get #properties(): string {
    return join(this.dir, 'server.properties');
  }

  async #answer(): Promise<void> {
    const admin = new Admin({ clientId: 'tests', bootstrapBrokers: [this.address], retries: 0 });
    try {
      await admin.listTopics();
    } finally {
      await admin.close();
    }
  }

  async #java(...given: readonly string[]): Promise<void> {
    const [code] = (await once(this.#spawn(...given), 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${given[0]} ended with ${code}`);
  }

  #spawn(...given: readonly string[]): ChildProcess {
    const jars = join(BROKER_FOLDER, '*');
    return spawn('java', [...jvm, '-cp', jars, ...given], { stdio: 'ignore' });
  }
}

const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qk';

function propertiesOf(dir: string, port: number, loginPort: number, controllerPort: number): string {
  const { username, password } = LOGIN;
  return `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:${port},SASL_PLAINTEXT://127.0.0.1:${loginPort},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${port},SASL_PLAINTEXT://127.0.0.1:${loginPort}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT
sasl.enabled.mechanisms=PLAIN
listener.name.sasl_plaintext.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_${username}="${password}";
log.dirs=${join(dir, 'data')}
auto.create.topics.enable=false
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
broker.heartbeat.interval.ms=500
broker.session.timeout.ms=1500
num.network.threads=1
num.io.threads=2
log.cleaner.dedupe.buffer.size=2097152
`;
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
