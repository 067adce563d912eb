/** Hashes passwords with argon2id; the parameters of the OWASP cheat sheet (19 MiB, 2 passes, 1 lane). */
export class Argon2PasswordHasher {
  /** The encoded hash with its parameters and salt. Runs outside the main thread. */
  async hash(password: string): Promise<string> {
    // A native module of some size that most processes never need.
    const { hash } = await import('@node-rs/argon2');
    return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  }

  /** Runs outside the main thread, too; a hash that is none matches no password. */
  async verify(hash: string, password: string): Promise<boolean> {
    const { verify } = await import('@node-rs/argon2');
    return verify(hash, password).catch(() => false);
  }
}
