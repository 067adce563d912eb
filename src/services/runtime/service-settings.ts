import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import type { JSONWebKeySet, JWK } from 'jose';
import { IsSecret } from '../../infrastructure/configuration/secret-setting.js';
import type { ListenOptions } from '../../infrastructure/http/server/listen.js';
import {
  IsFlagParameter,
  IsName,
  IsNumberParameter,
  IsWholeParameter,
} from '../../infrastructure/http/validation/rules.js';
import type { KafkaLogin } from '../../infrastructure/messaging/kafka/kafka-options.js';
import { IsPrivateKey, IsPublicKeys } from '../../infrastructure/security/key-settings.js';
import { IsBrokerList } from './broker-list.js';
import { IsServerAddress } from './is-server-address.js';
import { IsUrlList } from './url-list.js';

/** Settings of every process with an HTTP side, named as in the environment. */
export class ProcessSettings {
  @IsWholeParameter(0, 65_535) PORT = 0;
  @IsName(255) HOST = '127.0.0.1';
  /** Unique among the running processes and the same after a restart: it owns leases. */
  @Matches(/^[\w-]{1,64}$/) INSTANCE = 'unnamed';
  /** How long the head of a request may take to come, and the whole of it. */
  @IsWholeParameter(100, 3_600_000) HEADERS_TIMEOUT_MS = 10_000;
  @IsWholeParameter(100, 3_600_000) REQUEST_TIMEOUT_MS = 30_000;
}

/** How long a server of these settings waits for requests. */
export function timeLimitsOf(settings: ProcessSettings): ListenOptions {
  return { headersTimeoutMs: settings.HEADERS_TIMEOUT_MS, requestTimeoutMs: settings.REQUEST_TIMEOUT_MS };
}

/** Settings of every process that others find by the registry, and that finds others by it. */
export class RegisteredSettings extends ProcessSettings {
  /** The Eureka addresses of the registries; each stands in for the others. */
  @IsUrlList(1) REGISTRY_URLS: readonly string[] = ['http://127.0.0.1:8761/eureka'];
  /** The host that others reach this process at; empty = `HOST`, or this machine's name if that is any address. */
  @Matches(/^[\w.:-]{0,255}$/) ADVERTISED_HOST = '';
  /** How often the registration is renewed, and how long it holds without. */
  @IsWholeParameter(1, 3_600) RENEWAL_INTERVAL_S = 30;
  @IsWholeParameter(1, 86_400) LEASE_DURATION_S = 90;
  /** The longest time until a change of other services' instances is seen. */
  @IsWholeParameter(100, 600_000) DIRECTORY_REFRESH_MS = 30_000;
  /** The file that keeps where other services are, for a start while the registry is away; empty = none. */
  @IsString() @MaxLength(1_024) DIRECTORY_FILE = '';
  /** Where traces go, `http://host:9411`; empty = nowhere, and none are recorded. */
  @Matches(/^(https?:\/\/[^\s?#]+)?$/, { message: 'must be an http:// or https:// address' })
  ZIPKIN_URL = '';
  /** How many of the traces that begin here are recorded; one that comes from elsewhere was decided there. */
  @IsNumberParameter(0, 1) TRACE_SAMPLE_RATIO = 1;
}

/** What a service proves itself to others with, and recognises others by. There are no defaults: keys are made for each shop. */
class TrustSettings extends RegisteredSettings {
  /** Its own key: an Ed25519 private JWK whose `kid` is the service's name. */
  @IsPrivateKey() SERVICE_PRIVATE_KEY!: JWK;
  /** The public keys of the services that may call it: a JWKS, each `kid` a service's name. */
  @IsPublicKeys() TRUSTED_SERVICE_KEYS!: JSONWebKeySet;
}

/** Settings of every service that keeps streams and read models. */
export class ServiceSettings extends TrustSettings {
  @IsServerAddress('esdb', 'esdb+discover')
  EVENTSTORE_URL = 'esdb://127.0.0.1:2113?tls=false';

  @IsServerAddress('mongodb', 'mongodb+srv')
  MONGODB_URL = 'mongodb://127.0.0.1:27017';

  /** The brokers of the Kafka that carries integration events; none = the event store carries them. */
  @IsBrokerList() KAFKA_BROKERS: readonly string[] = [];
  /** The topic of integration events; the names of its dead letters and of all consumer groups begin with it. */
  @Matches(/^[\w.-]{1,180}$/) KAFKA_TOPIC = 'webstore.orders';
  /** How many partitions the topic gets where it has to be made: as many instances can share the work. */
  @IsWholeParameter(1, 1_000) KAFKA_TOPIC_PARTITIONS = 6;
  @IsFlagParameter() KAFKA_TLS = false;
  /** How the service proves to the brokers who it is; empty = it need not. */
  @Matches(/^\P{Cc}{0,255}$/u) KAFKA_USERNAME = '';
  @IsSecret() @MaxLength(1_024) KAFKA_PASSWORD = '';
  @IsIn(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']) KAFKA_SASL_MECHANISM: KafkaLogin['mechanism'] =
    'SCRAM-SHA-512';
}
