import type { MessageDetails, MessageSummary } from '../message.js';

const MAX_LISTED = 500;

export const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: 0.4rem 0.6rem; text-align: start; vertical-align: top; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { background: #fff; border: 1px solid #888; height: 36rem; width: 100%; }
form { margin: 1rem 0; } input, button { font: inherit; padding: 0.3rem 0.6rem; }
`;

/** The list, newest first. */
export function listPage(messages: readonly MessageSummary[], recipient: string): string {
  const shown = messages.slice(-MAX_LISTED).toReversed();
  const rows = shown.map(
    ({ messageId, to, subject, receivedAt, deliveries }) => `
<tr><td><a href="/view/${encodeURIComponent(messageId)}">${escape(subject || '(no subject)')}</a></td>
<td>${escape(to)}</td><td><time datetime="${receivedAt}">${receivedAt}</time></td><td>${deliveries}</td></tr>`,
  );
  return page(
    'Mailbox',
    `<h1>Mailbox</h1>
<form action="/" role="search"><label>To <input name="to" type="search" value="${escape(recipient)}"></label>
<button>Search</button></form>
<table><caption>${messages.length} messages, newest first${
      shown.length < messages.length ? `; ${shown.length} shown` : ''
    }</caption>
<thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Received</th>
<th scope="col">Deliveries</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  );
}

/** One message. Its HTML stands in a frame of its own, where nothing of it may run or be fetched. */
export function messagePage(message: MessageDetails): string {
  const { messageId, from, to, subject, receivedAt, deliveries, text, html } = message;
  const facts = { From: from, To: to, Received: receivedAt, 'Message-ID': messageId, Deliveries: deliveries };
  const rows = Object.entries(facts).map(
    ([name, value]) => `<dt>${name}</dt><dd>${escape(String(value))}</dd>`,
  );
  const frame = `<h2>HTML</h2>
<iframe sandbox title="The message as HTML" src="/html/${encodeURIComponent(messageId)}"></iframe>`;
  return page(
    subject,
    `<p><a href="/">All messages</a></p><h1>${escape(subject || '(no subject)')}</h1><dl>${rows.join('')}</dl>
${html === null ? '' : frame}${text === null ? '' : `<h2>Text</h2><pre>${escape(text)}</pre>`}`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<link rel="stylesheet" href="/style.css"></head><body><main>${body}</main></body></html>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
