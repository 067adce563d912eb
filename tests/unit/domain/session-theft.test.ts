import { expect } from 'chai';
import * as fc from 'fast-check';
import { sessionDecider, type SessionState } from '../../../src/domain/session/decider.js';
import { DomainError } from '../../../src/domain/domain-error.js';

const GRACE_MS = 30_000;
const sessionId = 'one';

/** A session, and the clients that have a refresh token of it. */
class SharedSession {
  #now = Date.parse('2026-11-22T00:00:00.000Z');
  #issued = 0;
  #state: SessionState = sessionDecider.initialState;

  constructor() {
    const expiresAt = '2027-11-22T00:00:00.000Z';
    const data = { sessionId, customerId: 'ann', refreshHash: 'token 0', credentialHash: 'p', expiresAt };
    this.#evolve(sessionDecider.decide({ type: 'OpenSession', data }, this.#state));
  }

  get isOpen(): boolean {
    return this.#state.status === 'open';
  }
  get state(): SessionState {
    return this.#state;
  }
  wait(ms: number): void {
    this.#now += ms;
  }

  /** @returns the next token; undefined when none is given */
  refresh(presentedHash: string): string | undefined {
    const nextHash = `token ${(this.#issued += 1)}`;
    const data = {
      sessionId,
      presentedHash,
      nextHash,
      now: new Date(this.#now).toISOString(),
      graceMs: GRACE_MS,
    };
    try {
      this.#evolve(sessionDecider.decide({ type: 'RefreshSession', data }, this.#state));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
    return this.isOpen ? nextHash : undefined;
  }

  #evolve(events: ReturnType<typeof sessionDecider.decide>): void {
    for (const event of events) this.#state = sessionDecider.evolve(this.#state, event);
  }
}

describe('a session whose refresh tokens are exchanged again and again', () => {
  const pauses = fc.integer({ min: 0, max: 10 * GRACE_MS });

  it('never ends for a client that repeats what got no answer, soon enough', () => {
    const lostAnswers = fc.array(
      fc.record({ pause: pauses, repeats: fc.array(fc.integer({ min: 0, max: 9_999 }), { maxLength: 3 }) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(lostAnswers, (rounds) => {
        const session = new SharedSession();
        let token = 'token 0';
        for (const { pause, repeats } of rounds) {
          session.wait(pause);
          let given = session.refresh(token);
          for (const delay of repeats) {
            session.wait(delay);
            given = session.refresh(token);
          }
          token = given ?? 'none';
        }
        expect(session.isOpen).to.equal(true);
      }),
    );
  });

  it('ends when a thief and its owner both go on, whoever comes first and however soon', () => {
    const before = fc.array(pauses, { maxLength: 5 });
    const steps = fc.array(fc.record({ byThief: fc.boolean(), pause: pauses }), { maxLength: 40 });
    fc.assert(
      fc.property(before, steps, (quiet, contested) => {
        const session = new SharedSession();
        let stolen = 'token 0';
        for (const pause of quiet) {
          session.wait(pause);
          stolen = session.refresh(stolen) ?? 'none';
        }
        const tokens = { thief: stolen, owner: stolen };
        // How often each has refreshed since: once both have, the next of one of them is the last of all.
        const refreshed = { thief: 0, owner: 0 };
        for (const { byThief, pause } of contested) {
          const who = byThief ? 'thief' : 'owner';
          session.wait(pause);
          tokens[who] = session.refresh(tokens[who]) ?? 'none';
          refreshed[who] += 1;
          if (refreshed.thief >= 2 && refreshed.owner >= 2) expect(session.isOpen).to.equal(false);
        }
      }),
    );
  });

  it('keeps no more of a long history than of a short one', () => {
    const sizeAfter = (refreshes: number): number => {
      const session = new SharedSession();
      let token = 'token 0';
      for (let i = 0; i < refreshes; i += 1) {
        session.wait(GRACE_MS);
        token = session.refresh(token) ?? 'none';
      }
      return JSON.stringify(session.state).length;
    };
    expect(sizeAfter(5_000) - sizeAfter(1)).to.be.below(20);
  });
});
