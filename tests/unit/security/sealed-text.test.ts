import { expect } from 'chai';
import { seal, unseal } from '../../../src/infrastructure/security/sealed-text.js';

describe('sealed text', () => {
  const secret = 'a secret of thirty-two characters';
  const sealed = seal('private', secret, 'key-1');

  it('opens with the secret it was sealed with', () => {
    expect(unseal(sealed, secret, 'key-1')).to.equal('private');
    expect(seal('private', secret, 'key-1')).to.not.equal(sealed);
  });

  it('opens with no other secret, for nothing else, and not when a bit has changed', () => {
    const bytes = Buffer.from(sealed, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => unseal(sealed, `${secret}!`, 'key-1')).to.throw();
    expect(() => unseal(sealed, secret, 'key-2')).to.throw();
    expect(() => unseal(bytes.toString('base64url'), secret, 'key-1')).to.throw();
  });
});
