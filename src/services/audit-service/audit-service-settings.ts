import type { JSONWebKeySet, JWK } from 'jose';
import { IsWholeParameter } from '../../infrastructure/http/validation/rules.js';
import { IsPrivateKey, IsPublicKeys } from '../../infrastructure/security/key-settings.js';
import { ServiceSettings } from '../runtime/service-settings.js';

/** Settings of audit-service beside those of every service. */
export class AuditServiceSettings extends ServiceSettings {
  override PORT = 8086;
  override INSTANCE = 'audit-service-1';
  /** What checkpoints are signed with: an Ed25519 private JWK with a kid. */
  @IsPrivateKey() AUDIT_SIGNING_KEY!: JWK;
  /** The public halves of keys that have signed before: a JWKS. */
  @IsPublicKeys() AUDIT_FORMER_KEYS: JSONWebKeySet = { keys: [] };
  /** A checkpoint covers at most so many events, */
  @IsWholeParameter(1, 5_000) AUDIT_CHECKPOINT_EVENTS = 1_000;
  /** and the first of them waits at most so long for it. */
  @IsWholeParameter(100, 3_600_000) AUDIT_CHECKPOINT_INTERVAL_MS = 5_000;
}
