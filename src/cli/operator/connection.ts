import { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import type { Environment } from '../environment.js';
import { portOffset } from '../port-offset.js';
import { OperatorError } from './operator-error.js';

export interface ConnectionOptions {
  readonly mongodb?: string | undefined;
  readonly eventStore?: string | undefined;
  readonly portOffset?: string | undefined;
}

const defaultMongoPort = 27_017;

/** Where the read models are: the options, else the environment, else the shop that `npm start` runs here. @throws OperatorError */
export function mongoUrl(options: ConnectionOptions, environment: Environment): string {
  const url = options.mongodb ?? environment['MONGODB_URL'];
  if (url !== undefined && url !== '') return url;
  return `mongodb://127.0.0.1:${defaultMongoPort + portOffset(options.portOffset, environment)}`;
}

/** Does `work` over a connection to `url`. @throws OperatorError for a malformed URL */
export async function connected<Result>(
  url: string,
  work: (connection: MongoConnection) => Promise<Result>,
): Promise<Result> {
  const connection = open(url);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

function open(url: string): MongoConnection {
  try {
    return new MongoConnection({ url, database: 'admin', appName: 'webstore-cli' });
  } catch {
    throw new OperatorError(`'${url}' is not a MongoDB URL like mongodb://host:port`, 2);
  }
}
