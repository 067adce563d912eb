import type { ContainerModuleLoadOptions } from 'inversify';
import { CommandHandler } from '../../application/command-handler.js';
import { sessionUpcasters } from '../../application/customer-service/session-upcasters.js';
import { Sessions } from '../../application/customer-service/sessions.js';
import { TokenKeyring } from '../../application/customer-service/token-keyring.js';
import { sessionDecider } from '../../domain/session/decider.js';
import { sessionEventVersions } from '../../domain/session/events.js';
import { tokenKeyDecider } from '../../domain/token-keys/decider.js';
import { tokenKeyEventVersions } from '../../domain/token-keys/events.js';
import { AccessTokenSigner } from '../../infrastructure/security/access-token-signer.js';
import { jwksOf } from '../../infrastructure/security/jwks-of.js';
import { MemoryAttemptLimiter } from '../../infrastructure/security/memory-attempt-limiter.js';
import { PublishedKeys } from '../../infrastructure/security/published-keys.js';
import { SealedKeyPairs } from '../../infrastructure/security/sealed-key-pairs.js';
import { SignedRefreshTokens } from '../../infrastructure/security/signed-refresh-tokens.js';
import { TOKENS } from '../runtime/tokens.js';
import type { CustomerServiceSettings } from './customer-service-settings.js';
import { KeyRotation } from './key-rotation.js';
import { CUSTOMERS } from './tokens.js';

const DAY_MS = 86_400_000;

/** Binds what customers sign in with: sessions, and the keys that their access tokens are signed with. */
export function bindSignIn(
  { bind }: Pick<ContainerModuleLoadOptions, 'bind'>,
  settings: CustomerServiceSettings,
): void {
  bind(CUSTOMERS.keyring)
    .toResolvedValue(
      (parts) => {
        const { clock, randomness } = parts;
        const ring = new CommandHandler({
          ...parts,
          decider: tokenKeyDecider,
          eventVersions: tokenKeyEventVersions,
        });
        return new TokenKeyring({
          ring,
          keyPairs: new SealedKeyPairs(settings.TOKEN_KEY_SECRET, randomness),
          clock,
          randomness,
          tokenLifetimeMs: settings.ACCESS_TOKEN_SECONDS * 1000,
          leadMs: settings.TOKEN_KEY_LEAD_SECONDS * 1000,
          maxAgeMs: settings.TOKEN_KEY_MAX_AGE_DAYS * DAY_MS,
        });
      },
      [TOKENS.commandParts],
    )
    .inSingletonScope();
  bind(TOKENS.customerKeys)
    .toResolvedValue(
      (keyring, clock) => new PublishedKeys(async () => jwksOf(await keyring.published()), clock),
      [CUSTOMERS.keyring, TOKENS.clock],
    )
    .inSingletonScope();
  bind(TOKENS.backgroundTask)
    .toResolvedValue(
      (keyring, logger) =>
        new KeyRotation(keyring, (error) =>
          logger.warn({ err: error }, 'The keys of access tokens were not looked after'),
        ),
      [CUSTOMERS.keyring, TOKENS.logger],
    )
    .inSingletonScope();
  bind(CUSTOMERS.sessions)
    .toResolvedValue(
      (customers, emails, passwords, keyring, parts) => {
        const { clock, randomness } = parts;
        const sessions = new CommandHandler({
          ...parts,
          decider: sessionDecider,
          eventVersions: sessionEventVersions,
          upcasters: sessionUpcasters,
          openedBy: ['OpenSession'],
        });
        const tokens = new AccessTokenSigner({
          keyring,
          secret: settings.TOKEN_KEY_SECRET,
          lifetimeSeconds: settings.ACCESS_TOKEN_SECONDS,
          clock,
          randomness,
        });
        return new Sessions({
          sessions,
          customers,
          emails,
          passwords,
          tokens,
          refreshTokens: new SignedRefreshTokens(settings.TOKEN_KEY_SECRET, randomness),
          limiter: new MemoryAttemptLimiter({
            ofClient: {
              failures: settings.SIGN_IN_CLIENT_FAILURES,
              seconds: settings.SIGN_IN_CLIENT_FAILURES_SECONDS,
            },
            ofAll: { failures: settings.SIGN_IN_FAILURES, seconds: settings.SIGN_IN_FAILURES_SECONDS },
          }),
          clock,
          randomness,
          sessionLifetimeMs: settings.SESSION_DAYS * DAY_MS,
          refreshGraceMs: settings.REFRESH_GRACE_SECONDS * 1000,
        });
      },
      [
        CUSTOMERS.commands,
        CUSTOMERS.emailClaims,
        CUSTOMERS.passwords,
        CUSTOMERS.keyring,
        TOKENS.commandParts,
      ],
    )
    .inSingletonScope();
}
