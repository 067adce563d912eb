import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-cbc';
const IV_BYTES = 16;

/**
 * Spring Security's symmetric text encryption: AES-256-CBC under PBKDF2-HMAC-SHA1 of the key (salt `deadbeef`, 1024
 * rounds), the initialisation vector before the cipher text, all in hexadecimal digits.
 */
export class TextCipher {
  readonly #key: Buffer;

  constructor(key: string) {
    this.#key = pbkdf2Sync(key, Buffer.from('deadbeef', 'hex'), 1_024, 32, 'sha1');
  }

  encrypt(text: string): string {
    const vector = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#key, vector);
    return Buffer.concat([vector, cipher.update(text, 'utf8'), cipher.final()]).toString('hex');
  }

  /** @throws Error when it was not encrypted with this key */
  decrypt(encrypted: string): string {
    if (!/^([0-9a-f]{32}){2,}$/i.test(encrypted)) throw new Error('This is not an encrypted text');
    const bytes = Buffer.from(encrypted, 'hex');
    const decipher = createDecipheriv(ALGORITHM, this.#key, bytes.subarray(0, IV_BYTES));
    const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain);
  }
}

/** What the setting ENCRYPT_KEY asks for; undefined without a key. */
export function cipherOf(key: string): TextCipher | undefined {
  return key === '' ? undefined : new TextCipher(key);
}

/** Without `{key:…}` or `{secret:…}`, by which Spring chooses among several keys; here there is one. */
export function withoutKeyNames(text: string): string {
  return text.replace(/^(\{(?:key|secret|name|profiles):[^}]*\})+/, '');
}
