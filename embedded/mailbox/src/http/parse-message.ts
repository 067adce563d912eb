import type { MessageDetails, MessageSummary } from '../message.js';

/** A message with its text and HTML. The parser is loaded with the first message somebody looks at. */
export async function parseMessage(summary: MessageSummary, raw: Buffer): Promise<MessageDetails> {
  const { simpleParser } = await import('mailparser');
  const { text, html, headerLines } = await simpleParser(raw, { skipImageLinks: true });
  const headers = headerLines.map(({ line }) => {
    const colon = line.indexOf(':');
    return {
      name: line.slice(0, colon),
      value: line
        .slice(colon + 1)
        .replaceAll(/\r?\n/g, '')
        .trim(),
    };
  });
  return { ...summary, headers, text: text ?? null, html: html === false ? null : (html ?? null) };
}
