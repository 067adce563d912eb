/** Who issues the customers' access tokens, and for whom. */
export const ACCESS_TOKEN_ISSUER = 'webstore';
export const ACCESS_TOKEN_AUDIENCE = 'webstore';

/** The one signature algorithm: Ed25519 (RFC 8037). What a token's own header asks for is not followed. */
export const ALGORITHM = 'EdDSA';

/** The scope of what services tell each other. */
export const SERVICE_SCOPE = 'internal';

/** How far the clocks of two machines may be apart, in seconds. */
export const CLOCK_TOLERANCE_SECONDS = 5;
