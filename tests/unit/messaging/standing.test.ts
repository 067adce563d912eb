import { expect } from 'chai';
import { Standing } from '../../../src/infrastructure/messaging/kafka/standing.js';

describe('the standing of one side of the exchange', () => {
  it('tells of changes only, and what lies at the bottom of an error', () => {
    const told: string[] = [];
    const standing = new Standing('sending', {
      works: (side) => told.push(`${side} works`),
      away: (side, { message }) => told.push(`${side} is away: ${message}`),
      back: (side) => told.push(`${side} is back`),
    });
    const refused = new Error('Connection failed', { cause: new Error('ECONNREFUSED') });
    const failure = new AggregateError([new AggregateError([refused], 'no broker')], 'failed 3 times');

    expect(standing.problem).to.equal(undefined);
    standing.well();
    standing.well();
    standing.unwell(failure);
    standing.unwell('something else');
    expect(standing.problem).to.equal('something else');
    standing.well();
    expect(standing.problem).to.equal(undefined);
    expect(told).to.deep.equal([
      'sending works',
      'sending is away: Connection failed: ECONNREFUSED',
      'sending is back',
    ]);
  });
});
