import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { connectionTo } from '../../../src/infrastructure/eventstoredb/connection.js';

describe('the connection to an event store', () => {
  it('is called as it is told, by the connection string or else by its opener', () => {
    const nameOf = (url: string) => connectionTo(url, 'order service').open();
    expect(nameOf('esdb://h:1?tls=false')).to.have.property('connectionName', 'order service');
    expect(nameOf('esdb://h:1')).to.have.property('connectionName', 'order service');
    expect(nameOf('esdb://h:1?tls=false&ConnectionName=a%20b%2Bc')).to.have.property(
      'connectionName',
      'a b+c',
    );
  });

  it('finds a certificate whatever its file is called', () => {
    const directory = mkdtempSync(join(tmpdir(), 'a b+c&d '));
    const file = join(directory, 'ca.pem');
    writeFileSync(file, 'certificate');
    try {
      connectionTo(`esdb://h:1?tlsCAFile=${encodeURIComponent(file)}`).open();
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('knows the credentials of the connection string', () => {
    const { credentials } = connectionTo('esdb://us%40er:p%3Aw%3F@h:1,i:2?tls=false');
    expect(credentials).to.deep.equal({ username: 'us@er', password: 'p:w?' });
  });
});
