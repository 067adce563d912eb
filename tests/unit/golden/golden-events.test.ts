import { expect } from 'chai';
import { replayableKinds } from '../../../src/application/audit-service/replay/stream-kinds.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { sessionUpcasters } from '../../../src/application/customer-service/session-upcasters.js';
import { Upcasters } from '../../../src/application/upcasting/upcasters.js';
import { cartDecider } from '../../../src/domain/cart/decider.js';
import { cartEventVersions } from '../../../src/domain/cart/events.js';
import { customerDecider } from '../../../src/domain/customer/decider.js';
import { customerEventVersions } from '../../../src/domain/customer/events.js';
import type { Decider } from '../../../src/domain/decider.js';
import { emailClaimDecider } from '../../../src/domain/email-claim/decider.js';
import { emailClaimEventVersions } from '../../../src/domain/email-claim/events.js';
import { emailDecider } from '../../../src/domain/email/decider.js';
import { emailEventVersions } from '../../../src/domain/email/events.js';
import { fold } from '../../../src/domain/fold.js';
import type { Message } from '../../../src/domain/message.js';
import { orderDecider } from '../../../src/domain/order/decider.js';
import { orderEventVersions } from '../../../src/domain/order/events.js';
import { productDecider } from '../../../src/domain/product/decider.js';
import { productEventVersions } from '../../../src/domain/product/events.js';
import { sessionDecider } from '../../../src/domain/session/decider.js';
import { sessionEventVersions } from '../../../src/domain/session/events.js';
import { tokenKeyDecider } from '../../../src/domain/token-keys/decider.js';
import { tokenKeyEventVersions } from '../../../src/domain/token-keys/events.js';
import { metadataOf } from '../../support/metadata-of.js';
import {
  cartSamples,
  customerSamples,
  emailClaimSamples,
  emailSamples,
  integrationEventSamples,
  orderSamples,
  productSamples,
  sessionSamples,
  tokenKeySamples,
} from './event-samples.js';
import { goldenFiles, readGoldenFile } from './golden-file.js';

interface Aggregate {
  readonly evolve: (state: unknown, event: Message) => unknown;
  readonly initialState: unknown;
  readonly versions: Readonly<Record<string, number>>;
  readonly samples: Readonly<Record<string, unknown>>;
  /** Raises historic versions to today's. */
  readonly upcasters: Upcasters;
}

function aggregate<State, Event extends Message>(
  { initialState, evolve }: Decider<State, never, Event>,
  versions: Readonly<Record<Event['type'], number>>,
  samples: Readonly<Record<Event['type'], unknown>>,
  upcasters = new Upcasters(),
): Aggregate {
  return {
    initialState,
    evolve: (state, event) => evolve(state as State, event as Event),
    versions,
    samples,
    upcasters,
  };
}

/** By the category of their streams. */
const aggregates: Readonly<Record<string, Aggregate>> = {
  product: aggregate(productDecider, productEventVersions, productSamples),
  customer: aggregate(customerDecider, customerEventVersions, customerSamples),
  customerEmail: aggregate(emailClaimDecider, emailClaimEventVersions, emailClaimSamples),
  cart: aggregate(cartDecider, cartEventVersions, cartSamples),
  order: aggregate(orderDecider, orderEventVersions, orderSamples),
  session: aggregate(sessionDecider, sessionEventVersions, sessionSamples, sessionUpcasters),
  tokenKeys: aggregate(tokenKeyDecider, tokenKeyEventVersions, tokenKeySamples),
  email: aggregate(emailDecider, emailEventVersions, emailSamples),
};

describe('golden files of events', () => {
  it('are of every aggregate that can be replayed', () => {
    const categories = replayableKinds.filter((kind) => !kind.startsWith('process.'));
    expect(Object.keys(aggregates)).to.have.members(categories);
  });

  it('are there for every version that was ever written, and no other', () => {
    const expected = Object.values(aggregates).flatMap(({ versions }) =>
      Object.entries(versions).flatMap(([type, current]) =>
        Array.from({ length: current }, (_, i) => `${type}.v${i + 1}`),
      ),
    );
    expect(goldenFiles('events')).to.deep.equal(expected.sort());
  });

  for (const [name, { initialState, evolve, versions, samples, upcasters }] of Object.entries(aggregates)) {
    describe(name, () => {
      const types = Object.keys(samples);

      for (const type of types) {
        it(`${type}: what is written today is the newest golden file`, () => {
          expect(samples[type]).to.deep.equal(readGoldenFile('events', `${type}.v${versions[type]}`));
        });
      }

      it('every version leads to the state that today’s events lead to', () => {
        const today = types.map((type) => ({ type, data: samples[type] }));
        const historic = goldenFiles('events').filter((file) => types.includes(typeOf(file)));
        expect(historic).to.not.have.length(0);
        for (const file of historic) {
          const raised = upcasters.raise(recorded(file)).map(({ type, data }) => ({ type, data }));
          const replayed = today.flatMap((event) => (event.type === typeOf(file) ? raised : [event]));
          expect(fold(evolve, initialState, replayed), file).to.deep.equal(fold(evolve, initialState, today));
        }
      });
    });
  }
});

describe('golden files of integration events', () => {
  it('are there for every type, and no other', () => {
    expect(goldenFiles('integration-events')).to.deep.equal(Object.keys(integrationEventSamples).sort());
  });

  for (const [type, data] of Object.entries(integrationEventSamples)) {
    it(`${type}: what is published today is the golden file`, () => {
      expect(data).to.deep.equal(readGoldenFile('integration-events', type));
    });
  }
});

function typeOf(file: string): string {
  return file.slice(0, file.lastIndexOf('.v'));
}

function recorded(file: string): RecordedEvent {
  return {
    eventId: file,
    stream: 'golden',
    revision: 0,
    position: 0n,
    type: typeOf(file),
    data: readGoldenFile('events', file),
    metadata: metadataOf('golden', { schemaVersion: Number(file.slice(file.lastIndexOf('.v') + 2)) }),
    recordedAt: '2026-01-01T00:00:00.000Z',
  };
}
