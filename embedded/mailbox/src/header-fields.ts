import { createHash } from 'node:crypto';
import libmime from 'libmime';

/** The two header fields that lists need, taken from a raw message without parsing the rest of it. */
export function headerFields(raw: Buffer): { messageId: string; subject: string } {
  const end = raw.indexOf('\r\n\r\n');
  const header = raw.toString('utf8', 0, end === -1 ? raw.length : end);
  const messageId = field(header, 'message-id');
  return {
    messageId:
      messageId === '' ? `<${createHash('sha256').update(raw).digest('hex')}@mailbox.invalid>` : messageId,
    subject: libmime.decodeWords(field(header, 'subject')),
  };
}

function field(header: string, name: string): string {
  const value = new RegExp(`^${name}:(.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(header)?.[1] ?? '';
  return value.replaceAll('\r\n', '').trim();
}
