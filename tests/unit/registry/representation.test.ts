import { expect } from 'chai';
import { assert, dictionary, property, string, stringMatching } from 'fast-check';
import { applicationsOf } from '../../../src/infrastructure/discovery/eureka/eureka-applications.js';
import { HttpError } from '../../../src/infrastructure/http/problems/http-error.js';
import { readInstance } from '../../../src/services/registry/representation/read-instance.js';
import { fromXml, toXml } from '../../../src/services/registry/representation/xml.js';
import { exampleInstance } from '../../integration/registry/example-instance.js';

const DEFAULTS = { renewalIntervalInSecs: 30, durationInSecs: 90 };
const read = (body: unknown) => readInstance(body, 'SHOP', DEFAULTS, 1_000);
const example = (own: Record<string, unknown> = {}) => exampleInstance('shop', 'shop-1', own);

describe('an instance as it is registered', () => {
  it('gets what it leaves out', () => {
    expect(read(example())).to.deep.include({
      app: 'SHOP',
      overriddenStatus: 'UNKNOWN',
      securePort: { $: 7002, '@enabled': 'false' },
      isCoordinatingDiscoveryServer: 'false',
      lastUpdatedTimestamp: '1000',
      lastDirtyTimestamp: '1000',
      metadata: {},
    });
    expect(read(example()).leaseInfo).to.include(DEFAULTS);
  });

  it('may write numbers and flags as texts, and a port as a number', () => {
    for (const [port, expected] of [
      [
        { $: '80', '@enabled': true },
        { $: 80, '@enabled': 'true' },
      ],
      [
        { $: 80, '@enabled': 'false' },
        { $: 80, '@enabled': 'false' },
      ],
      [80, { $: 80, '@enabled': 'true' }],
      ['80', { $: 80, '@enabled': 'true' }],
    ] as const) {
      expect(read(example({ port })).port).to.deep.equal(expected);
    }
    const leaseInfo = { renewalIntervalInSecs: '5', durationInSecs: 15 };
    expect(read(example({ leaseInfo })).leaseInfo).to.include({
      renewalIntervalInSecs: 5,
      durationInSecs: 15,
    });
  });

  it('is known by its host, or its machine in the cloud, when it has no id', () => {
    expect(read(example({ instanceId: undefined })).instanceId).to.equal('127.0.0.1');
    const dataCenterInfo = { name: 'Amazon', metadata: { 'instance-id': 'i-7' } };
    expect(read(example({ instanceId: '', dataCenterInfo })).instanceId).to.equal('i-7');
  });

  it('has a status that is not known when it says another word', () => {
    expect(read(example({ status: 'FINE' })).status).to.equal('UNKNOWN');
    expect(read(example({ overriddenstatus: 'DOWN' })).overriddenStatus).to.equal('DOWN');
  });

  for (const [detail, path, own] of [
    ['Missing instanceId', 'instance.instanceId', { instanceId: '', hostName: '' }],
    ['Missing hostName', 'instance.hostName', { hostName: undefined }],
    ['Missing ip address (ipAddr)', 'instance.ipAddr', { ipAddr: null }],
    ['Missing appName', 'instance.app', { app: '' }],
    ['Mismatched appName, expecting SHOP but was OTHER', 'instance.app', { app: 'other' }],
    ['Missing dataCenterInfo', 'instance.dataCenterInfo', { dataCenterInfo: undefined }],
    ['Missing dataCenterInfo Name', 'instance.dataCenterInfo.name', { dataCenterInfo: {} }],
    ['instance.port must be a whole number from 0 to 65535', 'instance.port', { port: { $: 70_000 } }],
    ['instance.hostName must be a text', 'instance.hostName', { hostName: {} }],
    ['instance.metadata.a must be a text', 'instance.metadata.a', { metadata: { a: {} } }],
  ] as const) {
    it(`is refused with: ${detail}`, () => {
      try {
        read(example(own));
      } catch (error) {
        expect(error).to.be.instanceOf(HttpError).and.to.include({ status: 400, message: detail });
        expect((error as HttpError).errors?.[0]?.path).to.equal(path);
        return;
      }
      expect.fail('was taken');
    });
  }

  it('is refused when there is none', () => {
    for (const body of [undefined, null, [], 'x', {}, { instance: [] }]) {
      expect(() => read(body)).to.throw(HttpError, 'Missing instance');
    }
  });
});

describe('the registry as XML', () => {
  it("has Eureka's names", () => {
    const instance = read(example({ metadata: { 'a b': '<&>', '1': 'x' } }));
    const application = applicationsOf([instance]);
    const xml = toXml({ applications: { versions__delta: '3', apps__hashcode: 'UP_1_', application } });
    for (const part of [
      '<applications><versions__delta>3</versions__delta><apps__hashcode>UP_1_</apps__hashcode><application><name>SHOP</name><instance>',
      '<overriddenstatus>UNKNOWN</overriddenstatus>',
      '<port enabled="true">8083</port>',
      '<dataCenterInfo class="com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo"><name>MyOwn</name></dataCenterInfo>',
      '<a_b>&lt;&amp;&gt;</a_b>',
      '<_1>x</_1>',
    ]) {
      expect(xml).to.include(part);
    }
  });

  it('can be registered again as it is', () => {
    const texts = string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter(
      (text) => text.trim() === text,
    );
    // What every JavaScript object has may not be the name of an element: the parser protects itself.
    const names = stringMatching(/^[a-z]{1,9}$/).filter((name) => name !== 'prototype' && !(name in {}));
    assert(
      property(dictionary(names, texts), (metadata) => {
        const instance = read(example({ metadata }));
        const again = read(fromXml(toXml({ instance })));
        expect(again.metadata).to.deep.equal(
          Object.fromEntries(
            Object.entries(metadata).map(([key, value]) => [
              key,
              value.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd'),
            ]),
          ),
        );
        expect({ ...again, metadata: {} }).to.deep.equal({ ...instance, metadata: {} });
      }),
    );
  });

  it('expands no entities', () => {
    for (const declaration of [
      '<!DOCTYPE instance [<!ENTITY a "b">]>',
      '<!doctype instance SYSTEM "file:///etc/passwd">',
    ]) {
      expect(() => fromXml(`<?xml version="1.0"?>${declaration}<instance>&a;</instance>`)).to.throw(
        HttpError,
        'Document type declarations are not taken',
      );
    }
    expect(() => fromXml('<instance>')).to.throw(HttpError, /not XML/);
  });
});
