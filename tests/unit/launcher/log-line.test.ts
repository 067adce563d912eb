import { expect } from 'chai';
import { readableLogLine } from '../../../src/services/launcher/log-line.js';

describe('readable log line', () => {
  const lines: [string, string, string][] = [
    [
      'ECS JSON',
      '{"log.level":"warn","message":"waiting","error":{"message":"no answer"}}',
      'WARN waiting (no answer)',
    ],
    ['ECS JSON without an error', '{"log.level":"info","message":"started"}', 'INFO started'],
    [
      'a message that would write over the terminal',
      JSON.stringify({
        'log.level': 'warn',
        message: 'gone: a\n\u001b[2JERROR',
        error: { message: 'b\r\u009bc' },
      }),
      'WARN gone: a [2JERROR (b c)',
    ],
    ['plain text', 'listening on mongodb://127.0.0.1:27017', 'listening on mongodb://127.0.0.1:27017'],
    ['what only looks like JSON', '{ not json', '{ not json'],
  ];
  for (const [name, given, expected] of lines) {
    it(`of ${name}`, () => {
      expect(readableLogLine(given)).to.equal(expected);
    });
  }
});
