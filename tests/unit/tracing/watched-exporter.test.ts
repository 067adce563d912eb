import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { expect } from 'chai';
import { WatchedExporter } from '../../../src/infrastructure/telemetry/tracing/watched-exporter.js';

describe('WatchedExporter', () => {
  it('holds on to a few batches only that have no answer, and goes on once they have', () => {
    const underWay: ((result: ExportResult) => void)[] = [];
    const hanging = {
      export: (_: unknown, done: (result: ExportResult) => void) => void underWay.push(done),
      shutdown: async () => undefined,
    } as unknown as SpanExporter;
    const told: string[] = [];
    const exporter = new WatchedExporter(hanging, {
      away: ({ message }) => void told.push(message),
      back: () => void told.push('back'),
    });
    const results: number[] = [];
    const send = () => exporter.export([], ({ code }) => void results.push(code));

    for (let i = 0; i < 10; i += 1) send();
    expect(underWay).to.have.lengthOf(4);
    expect(results).to.deep.equal(Array.from({ length: 6 }, () => ExportResultCode.FAILED));

    for (const done of underWay.splice(0)) done({ code: ExportResultCode.SUCCESS });
    send();
    expect(underWay).to.have.lengthOf(1);
    expect(told).to.deep.equal(['4 batches of spans have had no answer', 'back']);
  });
});
