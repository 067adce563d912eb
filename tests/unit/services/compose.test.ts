import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { serviceNames } from '../../../src/application/service-names.js';
import { runOperator } from '../../../src/cli/operator/run-operator.js';
import { refusedSettings } from '../../../src/services/launcher/settings-check/refused-settings.js';
import { projectRoot } from '../../support/project-root.js';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

describe('docker-compose.yml', () => {
  const { services } = parse(readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8'), {
    merge: true,
  }) as { services: Readonly<Record<string, Service>> };
  const ours = Object.entries(services).filter(([, { image }]) => image === 'webstore');

  it('runs every service, the gateway, the registry and the config server', () => {
    expect(ours.map(([name]) => name)).to.have.members([
      ...serviceNames,
      'gateway',
      'registry',
      'config-server',
    ]);
    for (const [name, { command }] of ours) {
      expect(command).to.deep.equal(['node', `dist/src/services/${name}.js`]);
    }
  });

  it('gives each what it would start with, from what `webstore secrets` prints', async () => {
    const printed: string[] = [];
    const output = { print: (text: string) => void printed.push(text), complain: expect.fail };
    await runOperator(['secrets', '--json'], {}, output);
    const secrets = JSON.parse(printed.join('')) as Record<string, string>;
    const processes = ours.map(([name, { environment = {} }]) => ({
      name,
      environment: Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [
          key,
          key === 'CONFIG_FOLDER' ? join(projectRoot, 'config') : filledIn(value, secrets),
        ]),
      ),
    }));
    expect(await refusedSettings(processes)).to.equal(undefined);
  });
});

/** A value with its `${NAME}`, `${NAME:-default}` and `${NAME:?complaint}` replaced. */
function filledIn(value: string, environment: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, text?: string) => {
    const given = environment[name];
    if (given !== undefined) return given;
    expect(kind, `${name} is given by nothing`).to.equal('-');
    return text ?? '';
  });
}
