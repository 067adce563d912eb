import { expect } from 'chai';
import type { RunningMailbox } from '../src/start.js';
import { details, list, MailboxBench, send } from './support.js';

describe('the mailbox', () => {
  let bench: MailboxBench;
  let mailbox: RunningMailbox;

  beforeEach(async () => {
    bench = await MailboxBench.create();
    mailbox = await bench.start();
  });

  afterEach(() => bench.cleanUp());

  it('lists what it received, the newest last', async () => {
    await send(mailbox.smtpPort, { messageId: '<1@x>', subject: 'One' });
    await send(mailbox.smtpPort, {
      messageId: '<2@x>',
      subject: 'Two',
      to: ['ada@example.com', 'bob@example.com'],
    });
    const [one, two, ...rest] = await list(mailbox);
    expect(rest).to.deep.equal([]);
    expect(one).to.include({
      messageId: '<1@x>',
      from: 'shop@webstore.example',
      to: 'ada@example.com',
      subject: 'One',
      deliveries: 1,
    });
    expect(new Date(one!.receivedAt).toISOString()).to.equal(one!.receivedAt);
    expect(two).to.include({ messageId: '<2@x>', to: 'ada@example.com, bob@example.com' });
  });

  it('filters by recipient', async () => {
    await send(mailbox.smtpPort, { messageId: '<1@x>', to: 'ada@example.com' });
    await send(mailbox.smtpPort, { messageId: '<2@x>', to: 'bob@example.com' });
    const found = await list(mailbox, '?to=Bob@example.com');
    expect(found.map(({ messageId }) => messageId)).to.deep.equal(['<2@x>']);
  });

  it('lists a page at a time, from the newest on', async () => {
    for (const number of [1, 2, 3, 4]) await send(mailbox.smtpPort, { messageId: `<${number}@x>` });
    const ids = async (query: string) => (await list(mailbox, query)).map(({ messageId }) => messageId);
    expect(await ids('?limit=2')).to.deep.equal(['<3@x>', '<4@x>']);
    expect(await ids(`?limit=2&before=${encodeURIComponent('<3@x>')}`)).to.deep.equal(['<1@x>', '<2@x>']);
  });

  for (const [method, path, status, code] of [
    ['GET', '/messages?limit=0', 400, 'validation-failed'],
    ['GET', '/messages?limit=many', 400, 'validation-failed'],
    ['GET', '/messages/%3Cnone@x%3E', 404, 'message-not-found'],
    ['GET', '/nothing', 404, 'route-not-found'],
    ['POST', '/messages', 405, 'method-not-allowed'],
  ] as const) {
    it(`answers ${method} ${path} with the problem ${code}`, async () => {
      const answer = await fetch(`${mailbox.httpUrl}${path}`, { method });
      expect(answer.headers.get('content-type')).to.equal('application/problem+json');
      expect(answer.status).to.equal(status);
      expect(await answer.json()).to.include({ type: 'about:blank', status, code });
    });
  }

  it('shows a message with its text, HTML and header', async () => {
    await send(mailbox.smtpPort, {
      messageId: '<1@x>',
      subject: 'Grüße €',
      text: 'Tschüß',
      html: '<p>Tschüß</p>',
    });
    const message = await details(mailbox, '<1@x>');
    expect(message.subject).to.equal('Grüße €');
    expect(message.text?.trim()).to.equal('Tschüß');
    expect(message.html).to.contain('<p>Tschüß</p>');
    expect(message.headers.map(({ name }) => name)).to.include('Content-Type');
  });

  it('finds a message without the angle brackets of its id', async () => {
    await send(mailbox.smtpPort, { messageId: '<1@x>', subject: 'One' });
    expect(await details(mailbox, '1@x')).to.include({ messageId: '<1@x>', subject: 'One' });
  });

  it('decodes a long, folded, encoded subject in the list', async () => {
    const subject = 'Ihre Bestellung über zwölf Körbe Äpfel ist bestätigt — vielen Dank für Ihr Vertrauen';
    await send(mailbox.smtpPort, { messageId: '<1@x>', subject });
    expect((await list(mailbox))[0]?.subject).to.equal(subject);
  });

  it('stores one message for one Message-ID and counts its deliveries, also at the same time', async () => {
    const sends = Array.from({ length: 8 }, () =>
      send(mailbox.smtpPort, { messageId: '<1@x>', subject: 'One' }),
    );
    await Promise.all(sends);
    expect(await list(mailbox)).to.have.length(1);
    expect((await list(mailbox))[0]?.deliveries).to.equal(8);
  });

  it('has everything again after a restart, the count of deliveries included', async () => {
    await send(mailbox.smtpPort, { messageId: '<1@x>', subject: 'One', text: 'first' });
    await send(mailbox.smtpPort, { messageId: '<1@x>', subject: 'One', text: 'first' });
    await send(mailbox.smtpPort, { messageId: '<2@x>', subject: 'Two', text: 'second' });
    const before = await list(mailbox);
    await mailbox.stop();
    const again = await bench.start();
    expect(await list(again)).to.deep.equal(before);
    expect((await details(again, '<2@x>')).text?.trim()).to.equal('second');
  });

  it('deletes everything for good', async () => {
    await send(mailbox.smtpPort, { messageId: '<1@x>' });
    const answer = await fetch(`${mailbox.httpUrl}/messages`, { method: 'DELETE' });
    expect(answer.status).to.equal(204);
    expect(await list(mailbox)).to.deep.equal([]);
    await send(mailbox.smtpPort, { messageId: '<2@x>', text: 'later' });
    await mailbox.stop();
    const again = await bench.start();
    expect((await list(again)).map(({ messageId }) => messageId)).to.deep.equal(['<2@x>']);
    expect((await details(again, '<2@x>')).text?.trim()).to.equal('later');
  });

  it('keeps only the last messages', async () => {
    await mailbox.stop();
    const small = await bench.start({ maxMessages: 2 });
    for (const id of ['<1@x>', '<2@x>', '<3@x>']) await send(small.smtpPort, { messageId: id });
    expect((await list(small)).map(({ messageId }) => messageId)).to.deep.equal(['<2@x>', '<3@x>']);
  });

  it('refuses a message that is too large, and goes on', async () => {
    await mailbox.stop();
    const small = await bench.start({ maxMessageBytes: 10_000 });
    const failure = await send(small.smtpPort, { text: 'x'.repeat(50_000) }).then(
      () => undefined,
      (error: { responseCode?: number }) => error.responseCode,
    );
    expect(failure).to.equal(552);
    await send(small.smtpPort, { messageId: '<1@x>' });
    expect(await list(small)).to.have.length(1);
  });

  it('gives a message without Message-ID an id of its own', async () => {
    await send(mailbox.smtpPort, { raw: 'Subject: bare\r\n\r\nbody' });
    await send(mailbox.smtpPort, { raw: 'Subject: bare\r\n\r\nother body' });
    const ids = (await list(mailbox)).map(({ messageId }) => messageId);
    expect(new Set(ids).size).to.equal(2);
    expect(ids[0]).to.match(/^<.+@.+>$/);
  });

  it('refuses to share its folder', async () => {
    const failure = await bench.start().then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failure).to.contain(`in use by process ${process.pid}`);
  });

  describe('in a browser', () => {
    const fetchText = async (path: string): Promise<{ text: string; policy: string }> => {
      const response = await fetch(mailbox.httpUrl + path);
      return { text: await response.text(), policy: response.headers.get('content-security-policy') ?? '' };
    };

    it('lists messages, with nothing of a message taken as HTML', async () => {
      await send(mailbox.smtpPort, { messageId: '<1@x>', subject: '<script>alert(1)</script>' });
      const { text, policy } = await fetchText('/');
      expect(text).to.contain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(text).not.to.contain('<script>');
      expect(policy).to.contain("default-src 'none'");
    });

    it("shows a message's HTML in a sandboxed frame under a policy that lets nothing run", async () => {
      const html = '<p>Hello</p><script>alert(1)</script>';
      await send(mailbox.smtpPort, { messageId: '<1@x>', html, text: '<b>plain</b>' });
      const { text } = await fetchText(`/view/${encodeURIComponent('<1@x>')}`);
      expect(text).to.match(/<iframe sandbox [^>]*src="\/html\/%3C1%40x%3E"/);
      expect(text).to.contain('&lt;b&gt;plain&lt;/b&gt;').and.not.to.contain('<p>Hello</p>');
      const frame = await fetchText('/html/%3C1%40x%3E');
      expect(frame.text).to.contain('<p>Hello</p>');
      expect(frame.policy).to.match(/^sandbox; default-src 'none'/);
    });

    it('answers 400 to a path that is none', async () => {
      expect((await fetch(`${mailbox.httpUrl}//`)).status).to.equal(400);
    });

    it('answers 404 and 405 where there is nothing to see or do', async () => {
      const status = async (path: string, method = 'GET'): Promise<number> =>
        (await fetch(mailbox.httpUrl + path, { method })).status;
      expect(await status('/messages/%3Cunknown%40x%3E')).to.equal(404);
      expect(await status('/messages/%E0%A4%A')).to.equal(404);
      expect(await status('/elsewhere')).to.equal(404);
      expect(await status('/messages', 'POST')).to.equal(405);
    });
  });
});
