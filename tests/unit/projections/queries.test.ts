import { expect } from 'chai';
import { CustomerQueries } from '../../../src/application/read-models/customer-queries.js';
import type { CustomerDocument } from '../../../src/application/read-models/customer-view.js';
import type { Document } from '../../../src/application/read-models/document.js';
import { EmailQueries } from '../../../src/application/read-models/email-queries.js';
import type { EmailDocument } from '../../../src/application/read-models/email-view.js';
import { ReadModelBehindError } from '../../../src/application/read-models/read-model-behind-error.js';
import { ProductQueries } from '../../../src/application/read-models/product-queries.js';
import type { ProductDocument } from '../../../src/application/read-models/product-view.js';
import type { ReadModel } from '../../../src/application/read-models/read-model.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { InMemoryDocumentCollection } from '../../../src/testing/in-memory-read-models.js';
import { append } from '../event-processor/support.js';

/** A read model that has what it was given, and what comes while somebody waits. */
class StandingReadModel<View extends Document> implements ReadModel<View> {
  readonly name = 'standing';
  readonly #documents = new InMemoryDocumentCollection();
  readonly waits: bigint[] = [];
  arriving: readonly View[] = [];

  async hold(...documents: readonly View[]): Promise<void> {
    await this.#documents.write(documents.map((document) => ({ document, previousRevision: undefined })));
  }

  get(id: string): Promise<View | undefined> {
    return this.#documents.get(id) as Promise<View | undefined>;
  }

  getMany(ids: readonly string[]): Promise<View[]> {
    return this.#documents.getMany(ids) as Promise<View[]>;
  }

  page(query: Parameters<ReadModel<View>['page']>[0]): ReturnType<ReadModel<View>['page']> {
    return this.#documents.page(query) as ReturnType<ReadModel<View>['page']>;
  }

  async waitFor(position: bigint): Promise<boolean> {
    this.waits.push(position);
    await this.hold(...this.arriving);
    return this.arriving.length > 0;
  }
}

function product(number: number, overrides: Partial<ProductDocument> = {}): ProductDocument {
  const productId = `p${number}`;
  return {
    _id: productId,
    revision: 4,
    listKey: `2026-01-01T00:00:00.00${number}Z/${productId}`,
    productId,
    name: `Mug ${number}`,
    description: 'Holds tea',
    price: { amount: 500, currency: 'EUR' },
    stock: { onHand: 3, reserved: 1, available: 2 },
    status: 'active',
    sold: 7,
    inStock: true,
    searchText: `mug ${number}\nholds tea`,
    ...overrides,
  };
}

describe('Queries', () => {
  let eventStore: InMemoryEventStore;
  let model: StandingReadModel<ProductDocument>;
  let products: ProductQueries;

  beforeEach(() => {
    eventStore = new InMemoryEventStore();
    model = new StandingReadModel<ProductDocument>();
    products = new ProductQueries(model, eventStore);
  });

  it('answer with nothing internal', async () => {
    await model.hold(product(1));
    expect(await products.byId('p1')).to.have.all.keys(
      'productId',
      'name',
      'description',
      'price',
      'stock',
      'status',
      'revision',
    );
    expect(model.waits).to.deep.equal([]);
  });

  it('say that there is nothing without waiting when there is no such stream', async () => {
    expect(await products.byId('p1')).to.equal(undefined);
    expect(model.waits).to.deep.equal([]);
  });

  it('wait for a stream that is there, up to its end', async () => {
    await append(eventStore, 'product-p1', 'ProductRegistered');
    const position = await append(eventStore, 'product-p1', 'StockReplenished');
    model.arriving = [product(1)];
    expect((await products.byId('p1'))?.productId).to.equal('p1');
    expect(model.waits).to.deep.equal([position]);
  });

  it('do not say that there is nothing while the read model is behind a stream that is there', async () => {
    await append(eventStore, 'product-p1', 'ProductRegistered');
    for (const ask of [products.byId('p1'), products.latestById('p1')]) {
      const error = await ask.catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(ReadModelBehindError);
    }
  });

  it('wait for the end of the stream even when there is a document, where the latest is wanted', async () => {
    await model.hold(product(1));
    const position = await append(eventStore, 'product-p1', 'ProductRegistered');
    expect((await products.latestById('p1'))?.productId).to.equal('p1');
    expect(model.waits).to.deep.equal([position]);
    expect(await products.latestById('p2')).to.equal(undefined);
  });

  it('list active products unless told otherwise, find text in any case, and those in stock', async () => {
    await model.hold(
      product(1),
      product(2, { status: 'discontinued', inStock: false }),
      product(3, { inStock: false, searchText: 'lamp\nshines' }),
    );
    const ids = async (request: Partial<Parameters<ProductQueries['list']>[0]>): Promise<string[]> =>
      (await products.list({ limit: 10, ...request })).items.map(({ productId }) => productId);
    expect(await ids({})).to.deep.equal(['p1', 'p3']);
    expect(await ids({ status: 'discontinued' })).to.deep.equal(['p2']);
    expect(await ids({ inStock: true })).to.deep.equal(['p1']);
    expect(await ids({ inStock: false })).to.deep.equal(['p3']);
    expect(await ids({ search: ' LAMP ' })).to.deep.equal(['p3']);
    expect(await ids({ search: '  ' })).to.deep.equal(['p1', 'p3']);
    expect(await ids({ search: 'mug.*' })).to.deep.equal([]);
  });

  it('show customers without what they are searched by', async () => {
    const customers = new StandingReadModel<CustomerDocument>();
    await customers.hold({
      _id: 'u1',
      revision: 0,
      listKey: '2026-01-01T00:00:00.000Z/u1',
      customerId: 'u1',
      email: 'ada@example.org',
      name: 'Ada',
      address: null,
      status: 'active',
      searchText: 'ada\nada@example.org',
    });
    const { items } = await new CustomerQueries(customers, eventStore).list({ search: 'EXAMPLE', limit: 5 });
    expect(items).to.deep.equal([
      {
        customerId: 'u1',
        email: 'ada@example.org',
        name: 'Ada',
        address: null,
        status: 'active',
        revision: 0,
      },
    ]);
  });

  it("show a customer's e-mails only, the newest first, as the contract has them", async () => {
    const emails = new StandingReadModel<EmailDocument>();
    const email = (number: number, customerId: string): EmailDocument => ({
      _id: `e${number}`,
      revision: 1,
      listKey: `2026-01-01T00:00:00.00${number}Z/e${number}`,
      emailId: `e${number}`,
      kind: 'order-received',
      orderId: 'o1',
      customerId,
      to: 'ada@example.org',
      subject: 'Thank you',
      status: 'sent',
      attempts: 1,
      sentAt: '2026-01-01T00:00:00.000Z',
    });
    await emails.hold(email(1, 'u1'), email(2, 'u2'), email(3, 'u1'));
    const page = await new EmailQueries(emails, eventStore).ofCustomer({ customerId: 'u1', limit: 5 });
    expect(page.items.map(({ emailId }) => emailId)).to.deep.equal(['e3', 'e1']);
    expect(page.items[0]).to.have.all.keys(
      'emailId',
      'kind',
      'orderId',
      'to',
      'subject',
      'status',
      'attempts',
      'sentAt',
    );
  });
});
