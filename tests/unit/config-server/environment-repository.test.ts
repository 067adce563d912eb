import { expect } from 'chai';
import * as fc from 'fast-check';
import { UnreadableFileError } from '../../../src/services/config-server/back-ends/unreadable-file-error.js';
import {
  EnvironmentRepository,
  effectiveProperties,
} from '../../../src/services/config-server/environment/environment-repository.js';
import { plainFile } from '../../../src/services/config-server/environment/plain-file.js';
import { filesBackEnd } from './files-back-end.js';

const find = (files: Record<string, string>, application: string, profiles: string, label?: string) =>
  new EnvironmentRepository(filesBackEnd(files)).find({ application, profiles, label });

const namesOf = async (...given: Parameters<typeof find>) =>
  (await find(...given)).propertySources.map(({ name }) => name);

const everyFile = Object.fromEntries(
  ['application', 'shop', 'till'].flatMap((name) =>
    ['', '-a', '-b', '-default'].map((suffix) => [`${name}${suffix}.yml`, `from: ${name}${suffix}`]),
  ),
);

describe('environment', () => {
  it('has the most specific source first: the last profile, then the application', async () => {
    expect(await namesOf(everyFile, 'shop', 'a,b')).to.deep.equal([
      'shop-b.yml',
      'application-b.yml',
      'shop-a.yml',
      'application-a.yml',
      'shop.yml',
      'application.yml',
    ]);
    expect(await namesOf(everyFile, 'shop', 'default')).to.deep.equal([
      'shop-default.yml',
      'application-default.yml',
      'shop.yml',
      'application.yml',
    ]);
  });

  it('takes several applications, the last first', async () => {
    expect(await namesOf(everyFile, 'shop,till', 'none')).to.deep.equal([
      'till.yml',
      'shop.yml',
      'application.yml',
    ]);
  });

  it('gives an application nobody knows what applies to all', async () => {
    expect(await namesOf(everyFile, 'nobody', 'none')).to.deep.equal(['application.yml']);
    expect(await namesOf({}, 'nobody', 'none')).to.deep.equal([]);
  });

  it('tells what was asked for and which version it is', async () => {
    expect(await find({}, 'shop', 'a, b', 'main')).to.deep.equal({
      name: 'shop',
      profiles: ['a', 'b'],
      label: 'main',
      version: 'v1',
      state: null,
      propertySources: [],
    });
    expect((await find({}, 'shop', 'a')).label).to.equal(null);
  });

  it('reads .properties before .yml before .yaml', async () => {
    const files = { 'shop.yaml': 'a: 3', 'shop.yml': 'a: 2', 'shop.properties': 'a=1' };
    expect(await namesOf(files, 'shop', 'x')).to.deep.equal(['shop.properties', 'shop.yml', 'shop.yaml']);
  });

  it('puts later documents of a file first, as far as their profiles hold', async () => {
    const onProfile = (expression: string) => `spring.config.activate.on-profile: "${expression}"`;
    const text = ['a: 0', `${onProfile('dev')}\na: 1`, `${onProfile('prod')}\na: 2`, 'a: 3'].join('\n---\n');
    expect(await namesOf({ 'shop.yml': text }, 'shop', 'dev')).to.deep.equal([
      'shop.yml (document #3)',
      'shop.yml (document #1)',
      'shop.yml (document #0)',
    ]);
    const nested = 'spring: { config: { activate: { on-profile: [x, prod] } } }\na: 4';
    expect(await namesOf({ 'shop.yml': nested }, 'shop', 'prod')).to.deep.equal(['shop.yml']);
    expect(await namesOf({ 'shop.yml': nested }, 'shop', 'dev')).to.deep.equal([]);
  });

  it('comes to one value for each key', async () => {
    const files = {
      'application.yml': 'a: 1\nl: [1, 2, 3]\nc: 1',
      'shop.yml': 'a: 2\nl: [4]',
      'shop-dev.properties': 'spring.config.activate.on-profile=dev\na=3',
    };
    expect(Object.fromEntries(effectiveProperties(await find(files, 'shop', 'dev')))).to.deep.equal({
      a: '3',
      'l[0]': 4,
      c: 1,
    });
  });

  it('says which file cannot be read', async () => {
    const broken = { 'shop.yml': 'a: [' };
    await find(broken, 'shop', 'x').then(
      () => expect.fail('it was read'),
      (error: unknown) => {
        expect(error).to.be.instanceOf(UnreadableFileError);
        expect((error as Error).message).to.match(/^shop\.yml: .*line 1/);
      },
    );
  });

  it('orders any profiles and applications alike', async () => {
    const names = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd'), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(names, names, async (applications, profiles) => {
        const files = Object.fromEntries(
          ['application', ...applications].flatMap((name) =>
            ['', ...profiles.map((profile) => `-${profile}`)].map((suffix) => [
              `${name}${suffix}.yml`,
              'x: 1',
            ]),
          ),
        );
        const order = await namesOf(files, applications.join(','), profiles.join(','));
        const rank = (file: string): number => {
          const [application = '', profile] = file.replace('.yml', '').split('-');
          const profileRank = profile === undefined ? 0 : profiles.indexOf(profile) + 1;
          return profileRank * 10 + applications.indexOf(application) + 1;
        };
        expect(order).to.have.length((applications.length + 1) * (profiles.length + 1));
        expect(order.map(rank)).to.deep.equal(order.map(rank).sort((one, other) => other - one));
      }),
    );
  });
});

describe('plain file', () => {
  const files = {
    'etc/nginx.conf': 'plain',
    'etc/nginx-a.conf': 'a',
    'etc/nginx-b.conf': 'b',
    'motd-a': 'm',
  };
  const read = async (profiles: string, path: string) =>
    (await plainFile(await filesBackEnd(files).tree(undefined), profiles, path))?.toString();

  it('is that of the last profile that has one', async () => {
    expect(await read('a,b', 'etc/nginx.conf')).to.equal('b');
    expect(await read('b,a,c', 'etc/nginx.conf')).to.equal('a');
    expect(await read('c', 'etc/nginx.conf')).to.equal('plain');
    expect(await read('a', 'motd')).to.equal('m');
    expect(await read('c', 'motd')).to.equal(undefined);
  });
});
