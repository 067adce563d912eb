/** Turns passwords into what may be kept of them. */
export interface PasswordHasher {
  /** The hash with its salt and parameters: different each time. */
  hash(password: string): Promise<string>;
  /** Whether a hash was made of this password. */
  verify(hash: string, password: string): Promise<boolean>;
}
