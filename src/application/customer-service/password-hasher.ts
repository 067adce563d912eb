/** Turns passwords into what may be kept of them. */
export interface PasswordHasher {
  /** The hash with its salt and parameters: different each time. */
  hash(password: string): Promise<string>;
}
