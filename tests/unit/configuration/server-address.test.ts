import { expect } from 'chai';
import { isServerAddress } from '../../../src/infrastructure/configuration/server-address.js';

describe('addresses of servers', () => {
  for (const address of [
    'esdb://127.0.0.1:2113?tls=false',
    'esdb+discover://admin:changeit@node-1:2113,node-2:2113,node-3:2113?nodePreference=follower',
    'mongodb://mongodb:27017/?replicaSet=rs0',
    'mongodb://user:p%40ss@[::1]:27017,localhost/shop',
    'mongodb://%2Ftmp%2Fmongodb-27017.sock',
    'mongodb+srv://cluster.example.com',
  ]) {
    it(`may be ${address}`, () => {
      const schemes = ['esdb', 'esdb+discover', 'mongodb', 'mongodb+srv'];
      expect(isServerAddress(address, schemes)).to.equal(true);
    });
  }

  for (const address of [
    '',
    'mongodb://',
    'mongodb://:27017',
    'mongodb://user@',
    'mongodb://a:b:c',
    'mongodb://a:0',
    'mongodb://a:65536',
    'mongodb://a,,b',
    'mongodb://a b',
    'esdb://a',
  ]) {
    it(`can't be '${address}'`, () => {
      expect(isServerAddress(address, ['mongodb'])).to.equal(false);
    });
  }
});
