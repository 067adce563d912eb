import * as v from 'valibot';
import type { SignedIn } from '../api/dtos.js';

const sessionSchema = v.object({
  accessToken: v.string(),
  /** When the access token ends, in ms since the epoch. */
  expiresAt: v.number(),
  /** Good once: for the next pair of tokens. */
  refreshToken: v.string(),
  sessionId: v.string(),
  customerId: v.string(),
  roles: v.array(v.picklist(['customer', 'administrator'])),
});

/** Who is signed in, and what shows it. */
export type Session = v.InferOutput<typeof sessionSchema>;

/** The session that an answer to signing in or refreshing begins. @param now ms since the epoch */
export function sessionOf(answer: SignedIn, now: number): Session {
  const { expiresIn, ...tokens } = answer;
  return v.parse(sessionSchema, { ...tokens, expiresAt: now + expiresIn * 1000 });
}

/** What `JSON.stringify` made of a session; undefined for anything else. */
export function sessionFrom(text: string | null): Session | undefined {
  if (text === null) return undefined;
  try {
    const { success, output } = v.safeParse(sessionSchema, JSON.parse(text));
    return success ? output : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the session may do what is for administrators. */
export function isAdministrator(session: Session | undefined): boolean {
  return session?.roles.includes('administrator') === true;
}
