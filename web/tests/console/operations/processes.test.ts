import { expect } from 'chai';
import type { ProcessStep } from '../../../src/api/dtos.js';
import { retriedText } from '../../../src/console/operations/processes/retried-text.js';
import { timelineEntries } from '../../../src/console/operations/processes/timeline-entries.js';
import { waitingText } from '../../../src/console/operations/processes/waiting-text.js';

const step: ProcessStep = {
  revision: 1,
  at: '2026-01-31T12:00:00.000Z',
  actor: 'service:order-service',
  inputs: [{ inputId: 'i1', type: 'OrderPlaced' }],
  facts: [{ type: 'StockAwaited', data: { orderId: '42' } }],
  commands: [
    {
      commandId: 'c1',
      type: 'ConfirmOrder',
      data: { orderId: '42' },
      outcome: 'rejected',
      outcomeAt: '2026-01-31T12:00:01.000Z',
      code: 'order-closed',
      message: 'It is closed',
    },
    { commandId: 'c2', type: 'CancelOrder', data: {}, outcome: 'open', outcomeAt: null },
  ],
  deadlines: [{ name: 'stock-answer', dueAt: '2026-01-31T12:15:00.000Z' }],
  cancelledDeadlines: ['retry'],
  ended: true,
};

describe('a step of a process', () => {
  it('shows what came in, then what was decided and what became of it', () => {
    expect(timelineEntries(step)).to.deep.equal([
      { id: 'input i1', kind: 'input', title: 'OrderPlaced' },
      { id: 'fact 0', kind: 'fact', title: 'StockAwaited', data: { orderId: '42' } },
      {
        id: 'command c1',
        kind: 'command',
        title: 'ConfirmOrder',
        outcome: 'rejected',
        at: '2026-01-31T12:00:01.000Z',
        data: { orderId: '42' },
        note: 'order-closed: It is closed',
      },
      { id: 'command c2', kind: 'command', title: 'CancelOrder', outcome: 'open', at: null },
      {
        id: 'deadline stock-answer',
        kind: 'deadline',
        title: 'stock-answer',
        note: 'set, due',
        at: '2026-01-31T12:15:00.000Z',
      },
      { id: 'cancelled retry', kind: 'deadline', title: 'retry', note: 'given up' },
      { id: 'end', kind: 'end', title: 'The process has ended' },
    ]);
  });
});

describe('what a process waits for', () => {
  it('is commands and deadlines, else an event', () => {
    const none = { openCommands: [], deadlines: [] };
    const some = { openCommands: [{ commandId: 'c', type: 'ConfirmOrder' }], deadlines: step.deadlines };
    expect([
      waitingText({ ...some, status: 'open' }),
      waitingText({ ...none, status: 'open' }),
      waitingText({ ...none, status: 'ended' }),
    ]).to.deep.equal(['ConfirmOrder, stock-answer', 'an event', 'nothing']);
  });
});

describe('a retry', () => {
  it('says what it has set going', () => {
    expect(retriedText({ commands: 2, deadlines: ['send-again'], deadLetter: true })).to.equal(
      'It tries again: 2 commands, send-again, what is parked.',
    );
  });
});
