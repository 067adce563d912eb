import { hkdfSync } from 'node:crypto';
import { type CryptoKey, type JWK, SignJWT, importJWK } from 'jose';
import type { Clock } from '../../application/clock.js';
import { ALGORITHM, SERVICE_SCOPE } from './tokens.js';

const LIFETIME_SECONDS = 300;
/** A token is replaced this long before it expires, so that none expires on its way. */
const MARGIN_MS = 60_000;

interface Issued {
  readonly token: Promise<string>;
  readonly goodUntil: number;
}

/** A service as others know it: signs the short-lived tokens that it shows to each of them. */
export class ServiceIdentity {
  readonly #issued = new Map<string, Issued>();
  #key: Promise<CryptoKey> | undefined;

  /** @param privateKey an Ed25519 JWK; its `kid` is the service's name */
  constructor(
    private readonly privateKey: JWK,
    private readonly clock: Clock,
  ) {}

  /** The `Authorization` header for calls to another service. */
  async authorization(target: string): Promise<string> {
    const now = this.clock.now().getTime();
    let issued = this.#issued.get(target);
    if (issued === undefined || now >= issued.goodUntil) {
      issued = { token: this.#sign(target, now), goodUntil: now + LIFETIME_SECONDS * 1000 - MARGIN_MS };
      this.#issued.set(target, issued);
    }
    return `Bearer ${await issued.token}`;
  }

  /** 32 bytes that the instances of this service share and nobody else can know, others for each purpose. */
  secretFor(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.privateKey.d ?? '', 'webstore', purpose, 32));
  }

  async #sign(target: string, now: number): Promise<string> {
    this.#key ??= importJWK(this.privateKey, ALGORITHM) as Promise<CryptoKey>;
    const { kid: service = '' } = this.privateKey;
    const issuedAt = Math.floor(now / 1000);
    return new SignJWT({ scope: SERVICE_SCOPE })
      .setProtectedHeader({ alg: ALGORITHM, kid: service, typ: 'JWT' })
      .setIssuer(service)
      .setSubject(service)
      .setAudience(target)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFETIME_SECONDS)
      .sign(await this.#key);
  }
}
