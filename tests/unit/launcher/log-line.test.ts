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
    ['plain text', 'listening on mongodb://127.0.0.1:27017', 'listening on mongodb://127.0.0.1:27017'],
    ['what only looks like JSON', '{ not json', '{ not json'],
  ];
  for (const [name, given, expected] of lines) {
    it(`of ${name}`, () => {
      expect(readableLogLine(given)).to.equal(expected);
    });
  }
});
