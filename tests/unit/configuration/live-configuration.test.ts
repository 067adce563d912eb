import 'reflect-metadata';
import { expect } from 'chai';
import { ArrayMaxSize, IsBoolean, IsIn, IsInt, IsString } from 'class-validator';
import { LiveConfiguration } from '../../../src/infrastructure/configuration/live-configuration.js';
import type { PropertyValue } from '../../../src/infrastructure/configuration/properties/properties.js';
import { SettingsError } from '../../../src/infrastructure/configuration/settings-error.js';
import {
  IsA,
  IsFlagParameter,
  IsListOf,
  IsMapOf,
  IsNumberParameter,
  IsWholeParameter,
} from '../../../src/infrastructure/http/validation/rules.js';

class Limit {
  @IsWholeParameter(1, 1_000) perSecond = 10;
  @IsFlagParameter() strict = false;
}

class Route {
  @IsString() id = '';
  @IsString({ each: true }) methods: string[] = [];
}

class ShopSettings {
  @IsNumberParameter(0, 1) rate = 0.5;
  @IsString({ each: true }) @ArrayMaxSize(3) origins: string[] = ['http://a'];
  @IsA(() => Limit) limit = new Limit();
  @IsListOf(() => Route, 0, 10) routes: Route[] = [];
  @IsMapOf(() => Limit) clients: ReadonlyMap<string, Limit> = new Map();
}

class StartSettings {
  @IsWholeParameter(0, 65_535) PORT = 8_000;
  @IsString() MAIL_FROM = 'shop@example';
  @IsIn(['a', 'b']) MODE = 'a';
}

const properties = (given: Record<string, PropertyValue>) => new Map(Object.entries(given));
const configured = (given: Record<string, PropertyValue>, environment: Record<string, string> = {}) =>
  new LiveConfiguration({ properties: properties(given), environment });

describe('live configuration', () => {
  it('has the defaults of the class where nothing is said', () => {
    const { current } = configured({ 'other.rate': 7 }).bind('shop', ShopSettings);
    expect(current).to.be.instanceOf(ShopSettings);
    expect(current).to.deep.equal(new ShopSettings());
  });

  it('maps nested objects, lists and maps of objects to their classes', () => {
    const { current } = configured({
      'shop.rate': 0.25,
      'shop.limit.perSecond': 20,
      'shop.routes[0].id': 'orders',
      'shop.routes[0].methods[0]': 'GET',
      'shop.routes[0].methods[1]': 'POST',
      'shop.routes[1].id': 'carts',
      'shop.clients.order-service.strict': true,
      'shop.clients[x.y].perSecond': 3,
    }).bind('shop', ShopSettings);
    expect(current.rate).to.equal(0.25);
    expect(current.limit).to.be.instanceOf(Limit).and.deep.equal({ perSecond: 20, strict: false });
    expect(current.routes[0]).to.be.instanceOf(Route);
    expect(current.routes).to.deep.equal([
      { id: 'orders', methods: ['GET', 'POST'] },
      { id: 'carts', methods: [] },
    ]);
    expect(current.clients.get('order-service')).to.be.instanceOf(Limit);
    expect(current.clients.get('order-service')).to.deep.equal({ perSecond: 10, strict: true });
    expect(current.clients.get('x.y')?.perSecond).to.equal(3);
  });

  it('takes texts for numbers and flags, as .properties files have them', () => {
    const { current } = configured({
      'shop.rate': '0.75',
      'shop.limit.perSecond': '5',
      'shop.limit.strict': 'true',
    }).bind('shop', ShopSettings);
    expect([current.rate, current.limit.perSecond, current.limit.strict]).to.deep.equal([0.75, 5, true]);
  });

  it('takes texts as what the defaults are', () => {
    class Plain {
      @IsInt() count = 1;
      @IsBoolean() on = false;
      @IsString() code = '0';
    }
    const given = { 'plain.count': '-5', 'plain.on': 'true', 'plain.code': '007' };
    expect({ ...configured(given).bind('plain', Plain).current }).to.deep.equal({
      count: -5,
      on: true,
      code: '007',
    });
    expect(() => configured({ 'plain.count': '5x' }).bind('plain', Plain)).to.throw(
      SettingsError,
      'plain.count',
    );
    expect(() => configured({ 'plain.on': 'yes' }).bind('plain', Plain)).to.throw(SettingsError, 'plain.on');
  });

  it('lets the environment win over the config server, lists as a whole', () => {
    const { current } = configured(
      { 'shop.rate': 0.25, 'shop.origins[0]': 'http://b', 'shop.clients.order-service.perSecond': 7 },
      {
        SHOP_RATE: '1',
        SHOP_ORIGINS: 'http://c, http://d',
        SHOP_LIMIT_PERSECOND: '4',
        SHOP_CLIENTS_ORDER_SERVICE_PERSECOND: '8',
      },
    ).bind('shop', ShopSettings);
    expect(current.rate).to.equal(1);
    expect(current.origins).to.deep.equal(['http://c', 'http://d']);
    expect(current.limit.perSecond).to.equal(4);
    expect(current.clients.get('order-service')?.perSecond).to.equal(8);
  });

  it('reads an empty text as an empty list where a list belongs, else as nothing', () => {
    const { current } = configured({ 'shop.origins': '', 'shop.rate': '' }).bind('shop', ShopSettings);
    expect(current.origins).to.deep.equal([]);
    expect(current.rate).to.equal(0.5);
  });

  it('resolves placeholders from the environment, then from the other properties', () => {
    const { current } = configured(
      { base: 'http://b', 'shop.origins': '${base}/1,${host:http://x},${nobody:http://${base}}' },
      { HOST: 'http://h' },
    ).bind('shop', ShopSettings);
    expect(current.origins).to.deep.equal(['http://b/1', 'http://h', 'http://http://b']);
  });

  for (const [name, given, message] of [
    ['a value outside its bounds', { 'shop.rate': 2 }, /^shop\.rate must not be greater than 1$/],
    ['a key nobody knows', { 'shop.rates': 1 }, /^shop\.rates is not known here$/],
    ['an unknown key of a nested object', { 'shop.limit.x': 1 }, /^shop\.limit\.x is not known here$/],
    ['a value inside a map', { 'shop.clients.a.perSecond': 0 }, /^shop\.clients\.a\.perSecond must not be/],
    ['a list with a hole', { 'shop.routes[1].id': 'x' }, /^shop\.routes\[0\] is missing/],
    ['a value where a map belongs', { 'shop.clients': 'x' }, /^shop\.clients must be an object/],
    ['a name every object inherits', { 'shop.clients.constructor.perSecond': 1 }, /is not known here$/],
    ['a name that would reach prototypes', { 'shop.__proto__.rate': 1 }, /is not known here$/],
  ] as const) {
    it(`refuses ${name}`, () => {
      const binding = () => configured(given).bind('shop', ShopSettings);
      expect(binding).to.throw(SettingsError, message);
    });
  }

  it('binds a prefix to one class only', () => {
    const configuration = configured({});
    expect(configuration.bind('shop', ShopSettings)).to.equal(configuration.bind('shop', ShopSettings));
    expect(() => configuration.bind('shop', Limit)).to.throw('overlaps');
    expect(() => configuration.bind('shop.limit', Limit)).to.throw('overlaps');
    expect(configuration.bind('shopping', Limit).current.perSecond).to.equal(10);
  });

  describe('when the properties change', () => {
    it('puts new settings in force and tells those who listen', () => {
      const configuration = configured({ 'shop.rate': 0.25, a: 1 });
      const settings = configuration.bind('shop', ShopSettings);
      const before = settings.current;
      const told: number[] = [];
      const end = settings.onChange(({ rate }) => told.push(rate));

      expect(configuration.apply(properties({ 'shop.rate': 0.75, b: 1 }))).to.deep.equal({
        changed: ['a', 'b', 'shop.rate'],
        restartRequired: [],
      });
      expect([settings.current.rate, before.rate, told]).to.deep.equal([0.75, 0.25, [0.75]]);
      end();
      configuration.apply(properties({}));
      expect([settings.current.rate, told]).to.deep.equal([0.5, [0.75]]);
    });

    it('leaves settings alone that nothing was changed of', () => {
      const configuration = configured({ 'shop.rate': 0.25 });
      const settings = configuration.bind('shop', ShopSettings);
      const before = settings.current;
      settings.onChange(() => expect.fail('nothing has changed'));
      expect(configuration.apply(properties({ 'shop.rate': 0.25, other: 1 })).changed).to.deep.equal([
        'other',
      ]);
      expect(configuration.apply(properties({ 'shop.rate': 0.25, other: 1 })).changed).to.deep.equal([]);
      expect(settings.current).to.equal(before);
    });

    it('refuses a change as a whole when any setting would be invalid', () => {
      const configuration = configured({ 'shop.rate': 0.25, 'limit.perSecond': 1 });
      const shop = configuration.bind('shop', ShopSettings);
      const limit = configuration.bind('limit', Limit);
      limit.onChange(() => expect.fail('refused'));
      const invalid = properties({ 'shop.rate': 9, 'limit.perSecond': 2 });
      expect(() => configuration.apply(invalid)).to.throw(
        SettingsError,
        'shop.rate must not be greater than 1',
      );
      expect([shop.current.rate, limit.current.perSecond]).to.deep.equal([0.25, 1]);
      expect(
        configuration.apply(properties({ 'shop.rate': 0.5, 'limit.perSecond': 1 })).changed,
      ).to.deep.equal(['shop.rate']);
    });
  });

  describe('settings of the start', () => {
    it('come from the environment, then from the keys that stand for their names', () => {
      const settings = configured({ port: 9_000, 'mail.from': 'x@y', mode: 'b' }, { PORT: '9001' }).settings(
        StartSettings,
      );
      expect({ ...settings }).to.deep.equal({ PORT: 9_001, MAIL_FROM: 'x@y', MODE: 'b' });
    });

    it('stay as they are, and a change of them is said to need a restart', () => {
      const configuration = configured({ port: 9_000, 'mail.from': 'x@y' }, { MODE: 'a' });
      const settings = configuration.settings(StartSettings);
      expect(configuration.apply(properties({ port: 9_001, 'mail.from': 'x@y', mode: 'b' }))).to.deep.equal({
        changed: ['mode', 'port'],
        restartRequired: ['port'],
      });
      expect(settings.PORT).to.equal(9_000);
    });

    it('refuse a change that the next start would not survive', () => {
      const configuration = configured({});
      configuration.settings(StartSettings);
      expect(() => configuration.apply(properties({ port: 'x' }))).to.throw(SettingsError, /^PORT /);
    });
  });

  it('refreshes from its source, one at a time', async () => {
    const answers = [{ 'shop.rate': 0.1 }, { 'shop.rate': 0.2 }];
    let loading = 0;
    const configuration = new LiveConfiguration({
      source: {
        async load() {
          expect((loading += 1)).to.equal(1);
          await Promise.resolve();
          loading -= 1;
          return { properties: properties(answers.shift()!), origins: new Map() };
        },
        changes: async () => undefined,
      },
    });
    const settings = configuration.bind('shop', ShopSettings);
    const changes = await Promise.all([configuration.refresh(), configuration.refresh()]);
    expect(changes.map(({ changed }) => changed)).to.deep.equal([['shop.rate'], ['shop.rate']]);
    expect(settings.current.rate).to.equal(0.2);
  });

  it('never changes without a source', async () => {
    const { changed } = await configured({ a: 1 }).refresh();
    expect(changed).to.deep.equal([]);
  });
});
