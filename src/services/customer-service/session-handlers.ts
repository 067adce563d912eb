import type { Origin } from '../../application/customer-service/email-claims.js';
import type { Sessions } from '../../application/customer-service/sessions.js';
import type { TokenKeyring } from '../../application/customer-service/token-keyring.js';
import { NotFoundError } from '../../domain/not-found-error.js';
import type { Handlers } from '../../infrastructure/http/contract/handlers.js';
import type { sessionOperations } from '../../infrastructure/http/contracts/session-operations.js';
import type { RequestContext } from '../../infrastructure/http/server/request-context.js';
import { jwksOf } from '../../infrastructure/security/jwks-of.js';

/** What customer-service answers to those who sign in and out, and to those who check what it signs. */
export function sessionHandlers(
  sessions: Sessions,
  keyring: TokenKeyring,
): Handlers<typeof sessionOperations> {
  return {
    async openSession({ body: { email, password }, context }) {
      return { body: await sessions.open(email, password, context.clientAddress, originOf(context)) };
    },
    async refreshSession({ body: { refreshToken }, context }) {
      return { body: await sessions.refresh(refreshToken, originOf(context)) };
    },
    async closeSession({ params, context }) {
      const { principal } = context;
      const isCurrent = params.sessionId === 'current' && principal.kind === 'customer';
      const sessionId = isCurrent ? principal.sessionId : params.sessionId;
      await sessions.close(sessionId, principal, originOf(context));
      return {};
    },
    publishedKeys: async () => ({ body: jwksOf(await keyring.published()) }),
    listTokenKeys: async () => ({ body: { items: await keyring.list() } }),
    async rotateTokenKey({ context }) {
      const { keyId } = await keyring.rotate(originOf(context));
      const added = (await keyring.list()).find((key) => key.keyId === keyId);
      if (added === undefined) throw new NotFoundError('key', keyId);
      return { body: added };
    },
    async withdrawTokenKey({ params: { keyId }, context }) {
      await keyring.withdraw(keyId, originOf(context));
      const { keyId: signingId, signsFrom } = await keyring.signing();
      return { body: { keyId: signingId, signsFrom, status: 'signing' } };
    },
  };
}

function originOf(context: RequestContext): Origin {
  const { correlationId, causationId, actor, traceparent } = context.command({ type: 'Origin', data: {} });
  return { correlationId, causationId, actor, ...(traceparent === undefined ? {} : { traceparent }) };
}
