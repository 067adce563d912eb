import {
  start,
  type MessageDetails,
  type MessageSummary,
  type RunningMailbox,
} from '@webstore/embedded-mailbox';
import { expect } from 'chai';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MailDeliveryError } from '../../../src/application/customer-service/mail-delivery-error.js';
import type { OutgoingEmail } from '../../../src/application/customer-service/mailer.js';
import { SmtpMailer } from '../../../src/infrastructure/mail/smtp-mailer.js';

const email: OutgoingEmail = {
  emailId: 'o-1-order-received',
  to: { name: 'Ada "the first" Lovelace', address: 'ada@example.com' },
  subject: 'Grüße\r\nBcc: mallory@example.com',
  text: 'the text',
  html: '<p>the HTML</p>',
};

describe('SmtpMailer', () => {
  const mailers: SmtpMailer[] = [];

  function mailerTo(
    url: string,
    settings: { sendTimeoutMs?: number; connections?: number } = {},
  ): SmtpMailer {
    const mailer = new SmtpMailer({ url, from: 'WebStore <orders@webstore.example>', ...settings });
    mailers.push(mailer);
    return mailer;
  }

  async function failureOf(work: Promise<void>): Promise<MailDeliveryError> {
    const failure = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(MailDeliveryError);
    return failure as MailDeliveryError;
  }

  afterEach(() => {
    for (const mailer of mailers.splice(0)) mailer.close();
  });

  describe('with a mailbox', () => {
    let dir: string;
    let mailbox: RunningMailbox;

    beforeEach(async () => {
      dir = await mkdtemp(path.join(tmpdir(), 'mail-'));
      mailbox = await start({ dir, smtpPort: 0, httpPort: 0 });
    });

    afterEach(async () => {
      await mailbox.stop();
      await rm(dir, { recursive: true });
    });

    async function received<Answer>(id = ''): Promise<Answer> {
      return (await (await fetch(`${mailbox.httpUrl}/messages${id}`)).json()) as Answer;
    }

    it('delivers text and HTML under a Message-ID made of the e-mail id, and lets no header in', async () => {
      await mailerTo(mailbox.smtpUrl).send(email);
      const message = await received<MessageDetails>('/o-1-order-received@webstore.example');
      expect(message).to.include({ from: 'orders@webstore.example', to: 'ada@example.com' });
      expect(message.subject)
        .to.contain('Grüße')
        .and.not.to.match(/[\r\n]/);
      expect(message.text?.trim()).to.equal('the text');
      expect(message.html).to.contain('<p>the HTML</p>');
      const header = new Map(message.headers.map(({ name, value }) => [name, value]));
      expect(header.get('From')).to.equal('WebStore <orders@webstore.example>');
      expect(header.get('To')).to.equal(String.raw`"Ada \"the first\" Lovelace" <ada@example.com>`);
      expect(header.get('Auto-Submitted')).to.equal('auto-generated');
      expect(header.has('Bcc')).to.equal(false);
    });

    it('is recognised by the mailbox when it sends the same e-mail again', async () => {
      const mailer = mailerTo(mailbox.smtpUrl);
      await mailer.send(email);
      await mailer.send(email);
      const messages = await received<MessageSummary[]>();
      expect(messages.map(({ deliveries }) => deliveries)).to.deep.equal([2]);
    });

    it('sends many at a time over its few connections', async () => {
      const mailer = mailerTo(mailbox.smtpUrl, { connections: 2 });
      const sends = Array.from({ length: 50 }, (_, i) => mailer.send({ ...email, emailId: `o-${i}` }));
      await Promise.all(sends);
      expect(await received<MessageSummary[]>()).to.have.length(50);
    });

    it('fails while the server is away and goes on when it is back', async () => {
      const { smtpPort, smtpUrl } = mailbox;
      const mailer = mailerTo(smtpUrl);
      await mailer.send(email);
      await mailbox.stop();
      expect((await failureOf(mailer.send({ ...email, emailId: 'o-2' }))).permanent).to.equal(false);
      mailbox = await start({ dir, smtpPort, httpPort: 0 });
      await mailer.send({ ...email, emailId: 'o-2' });
      expect(await received<MessageSummary[]>()).to.have.length(2);
    });
  });

  describe('with a server that is not well', () => {
    let server: Server;
    const sockets = new Set<Socket>();

    afterEach(async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    });

    /** Answers each line with what `answer` says to it; nothing when that is undefined. */
    async function serve(greeting: string | undefined, answer: (line: string) => string | undefined) {
      server = createServer((socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
        if (greeting !== undefined) socket.write(`${greeting}\r\n`);
        socket.on('data', (data) => {
          for (const line of data.toString().split('\r\n').slice(0, -1)) {
            const reply = answer(line);
            if (reply !== undefined) socket.write(`${reply}\r\n`);
          }
        });
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }

    const refusing = (reply: string) => (line: string) => (line.startsWith('RCPT') ? reply : '250 fine');

    it('takes a 5xx answer as a refusal for good', async () => {
      const failure = await failureOf(
        mailerTo(await serve('220 hello', refusing('550 no such user'))).send(email),
      );
      expect(failure.permanent).to.equal(true);
      expect(failure.message).to.contain('no such user');
    });

    it('takes a 4xx answer as a failure for the moment', async () => {
      const failure = await failureOf(
        mailerTo(await serve('220 hello', refusing('450 come back'))).send(email),
      );
      expect(failure.permanent).to.equal(false);
    });

    it('gives up on a server that says nothing, also for e-mails that wait for a connection', async () => {
      const url = await serve(undefined, () => undefined);
      const mailer = mailerTo(url, { sendTimeoutMs: 100, connections: 1 });
      const failures = await Promise.all(
        [1, 2, 3].map((i) => failureOf(mailer.send({ ...email, emailId: `${i}` }))),
      );
      expect(failures.map(({ permanent }) => permanent)).to.deep.equal([false, false, false]);
    });
  });
});
