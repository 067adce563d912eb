import { expect } from 'chai';
import { IsArray, IsNumber, IsString } from 'class-validator';
import { LiveConfiguration } from '../../../src/infrastructure/configuration/live-configuration.js';
import { loadedProperties } from '../../../src/infrastructure/configuration/loaded-properties.js';
import { IsSecret } from '../../../src/infrastructure/configuration/secret-setting.js';
import type { SettingInForce } from '../../../src/infrastructure/configuration/setting-in-force.js';

class StartSettings {
  @IsString() MAIL_FROM = 'nobody';
  @IsString() STORE_URL = 'esdb://127.0.0.1';
  @IsString() ADMIN_PASSWORD = '';
  @IsSecret() @IsString() RIDDLE = 'what walks on four legs';
}

class InheritingSettings extends StartSettings {
  @IsString() PLACE = 'here';
}

class LiveSettings {
  @IsNumber() rate = 0.5;
  @IsString() password = '';
  @IsArray() @IsString({ each: true }) origins: string[] = [];
}

describe('the settings in force', () => {
  const sources = [
    { name: 'shop.yml', properties: new Map<string, string | number>([['mail.from', 'shop@x']]) },
    {
      name: 'application.yml',
      properties: new Map<string, string | number>([
        ['mail.from', 'all@x'],
        ['limit.rate', 0.75],
        ['limit.origins[0]', 'https://a'],
        ['limit.password', 'sesame'],
      ]),
    },
  ];

  function shown(configuration: LiveConfiguration): Record<string, Omit<SettingInForce, 'key'>> {
    return Object.fromEntries(configuration.inForce.map(({ key, ...rest }) => [key, rest]));
  }

  function started(environment: NodeJS.ProcessEnv = {}): LiveConfiguration {
    const configuration = new LiveConfiguration({ ...loadedProperties(sources), environment });
    configuration.settings(InheritingSettings);
    configuration.bind('limit', LiveSettings);
    return configuration;
  }

  it('tell where they come from', () => {
    const settings = shown(started({ PLACE: 'there', LIMIT_RATE: '1' }));
    expect(settings['MAIL_FROM']).to.deep.equal({
      value: 'shop@x',
      origin: 'config-server',
      source: 'shop.yml',
      secret: false,
      live: false,
    });
    expect(settings['PLACE']).to.include({ value: 'there', origin: 'environment', source: 'PLACE' });
    expect(settings['STORE_URL']).to.include({ origin: 'default', source: null });
    expect(settings['limit.rate']).to.include({
      value: 1,
      origin: 'environment',
      source: 'LIMIT_RATE',
      live: true,
    });
    expect(settings['limit.origins[0]']).to.include({ value: 'https://a', source: 'application.yml' });
  });

  it('take a list from the variable that replaces it', () => {
    const settings = shown(started({ LIMIT_ORIGINS: 'https://b,https://c' }));
    expect(settings['limit.origins[1]']).to.include({ value: 'https://c', source: 'LIMIT_ORIGINS' });
  });

  it('hide secrets by their mark, by their name, and within addresses', () => {
    const settings = shown(
      started({ ADMIN_PASSWORD: 'hunter2', STORE_URL: 'esdb://admin:chang@ge@host:2113?tls=false' }),
    );
    expect(settings['RIDDLE']).to.include({ value: '(hidden)', secret: true });
    expect(settings['ADMIN_PASSWORD']).to.include({ value: '(hidden)', secret: true });
    expect(settings['limit.password']).to.include({ value: '(hidden)', secret: true });
    expect(settings['STORE_URL']?.value).to.equal('esdb://(hidden)@host:2113?tls=false');
    expect(JSON.stringify(settings)).to.not.match(/hunter2|chang|sesame|legs/);
  });

  it('are those of the start where a change takes a restart, and of today where it does not', async () => {
    let rate = 0.75;
    const configuration = new LiveConfiguration({
      source: {
        load: async () =>
          loadedProperties([
            {
              name: 'new.yml',
              properties: new Map<string, string | number>([
                ['mail.from', 'new@x'],
                ['limit.rate', rate],
              ]),
            },
          ]),
        changes: async () => undefined,
      },
    });
    configuration.settings(StartSettings);
    configuration.bind('limit', LiveSettings);
    await configuration.refresh();
    expect(shown(configuration)['MAIL_FROM']).to.include({ value: 'nobody', origin: 'default' });
    expect(shown(configuration)['limit.rate']).to.include({ value: 0.75, source: 'new.yml' });
    rate = 2;
    await configuration.refresh();
    expect(shown(configuration)['limit.rate']).to.include({ value: 2 });
  });
});
