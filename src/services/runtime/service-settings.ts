import { Matches } from 'class-validator';
import { IsName, IsWholeParameter } from '../../infrastructure/http/validation/rules.js';

/** Settings of every process with an HTTP side, named as in the environment. */
export class ProcessSettings {
  @IsWholeParameter(0, 65_535) PORT = 0;
  @IsName(255) HOST = '127.0.0.1';
  /** Unique among the running processes and the same after a restart: it owns leases. */
  @Matches(/^[\w-]{1,64}$/) INSTANCE = 'unnamed';
}

/** Settings of every service that keeps streams and read models. */
export class ServiceSettings extends ProcessSettings {
  @Matches(/^esdb(\+discover)?:\/\/\S+$/, { message: 'must be an esdb:// connection string' })
  EVENTSTORE_URL = 'esdb://127.0.0.1:2113?tls=false';

  @Matches(/^mongodb(\+srv)?:\/\/\S+$/, { message: 'must be a mongodb:// connection string' })
  MONGODB_URL = 'mongodb://127.0.0.1:27017';
}
