import { expect } from 'chai';
import type { CausedEvent } from '../../src/api/dtos.js';
import { edgePath } from '../../src/console/auditing/trails/layout/edge-path.js';
import { causesOf, neighbour } from '../../src/console/auditing/trails/layout/neighbours.js';
import { packed } from '../../src/console/auditing/trails/layout/packed.js';
import { startsOf } from '../../src/console/auditing/trails/layout/scale.js';
import { comparePositions, trailEvents } from '../../src/console/auditing/trails/layout/trail-events.js';
import { trailLayout } from '../../src/console/auditing/trails/layout/trail-layout.js';

const START = Date.parse('2026-01-01T10:00:00.000Z');

/** An event at a position, some milliseconds after the first, and those it led to. */
function caused(position: number, service: string, ms: number, ...children: CausedEvent[]): CausedEvent {
  const id = `event-${position}`;
  return {
    eventId: id,
    stream: `${service}-1`,
    service,
    revision: position,
    position: String(position),
    type: 'Happened',
    at: new Date(START + ms).toISOString(),
    actor: 'somebody',
    causationId: id,
    data: {},
    children,
  };
}

// 8 → 9 → 12, 9 → 10; 8 → 100
const tree = [
  caused(
    8,
    'carts',
    0,
    caused(9, 'orders', 10, caused(12, 'mails', 1000), caused(10, 'orders', 10)),
    caused(100, 'carts', 500),
  ),
];
const events = trailEvents(tree);

describe('trailEvents', () => {
  it('are in global order, each with its cause and how far it is behind the first', () => {
    expect(events.map(({ event, depth, cause }) => [event.position, depth, cause?.position])).to.deep.equal([
      ['8', 0, undefined],
      ['9', 1, '8'],
      ['10', 2, '9'],
      ['12', 2, '9'],
      ['100', 1, '8'],
    ]);
  });

  it('stand a chain of thousands', () => {
    let chain = caused(5_000, 'orders', 0);
    for (let position = 4_999; position > 0; position--) chain = caused(position, 'orders', 0, chain);
    expect(trailEvents([chain])).to.have.lengthOf(5_000);
  });
});

describe('comparePositions', () => {
  it('orders digits by what they are worth, however many there are', () => {
    const positions = ['9007199254740993', '10', '9', '9007199254740992', '100'];
    expect(positions.toSorted(comparePositions)).to.deep.equal([
      '9',
      '10',
      '100',
      '9007199254740992',
      '9007199254740993',
    ]);
    expect(comparePositions('7', '7')).to.equal(0);
  });
});

describe('packed', () => {
  it('takes the first row that is free', () => {
    expect(packed([0, 5, 10, 11, 12], 10)).to.deep.equal([0, 1, 0, 2, 3]);
    expect(packed([0, 0, 20], 10)).to.deep.equal([0, 1, 0]);
  });
});

describe('startsOf', () => {
  it('are as far apart as the times by time, and evenly by order', () => {
    const byTime = startsOf(events, 'time');
    expect(byTime[0]).to.equal(0);
    expect(byTime[1]).to.equal(byTime[2]);
    expect(byTime[4]).to.be.closeTo((byTime[3] ?? 0) / 2, 1e-9);
    const byOrder = startsOf(events, 'order');
    expect(new Set(byOrder.slice(1).map((x, index) => x - (byOrder[index] ?? 0))).size).to.equal(1);
  });

  it('is none but the beginning when all happened at once', () => {
    expect(startsOf(trailEvents([caused(1, 'a', 5), caused(2, 'a', 5)]), 'time')).to.deep.equal([0, 0]);
  });
});

describe('trailLayout', () => {
  for (const scale of ['order', 'time'] as const) {
    describe(`by ${scale}`, () => {
      const { width, height, lanes, nodes, edges } = trailLayout(events, scale);

      it('has a lane for each service, in the order in which they came in, without gaps', () => {
        expect(lanes.map(({ service }) => service)).to.deep.equal(['carts', 'orders', 'mails']);
        let y = 0;
        for (const lane of lanes) {
          expect(lane.y).to.equal(y);
          y += lane.height;
        }
        expect(y).to.equal(height);
      });

      it('puts each event into its lane and into the drawing, and none over another', () => {
        for (const node of nodes) {
          const lane = lanes.find(({ service }) => service === node.event.service)!;
          expect(node.y).to.be.within(lane.y, lane.y + lane.height - node.height);
          expect(node.x).to.be.within(0, width - node.width);
        }
        for (const [index, a] of nodes.entries()) {
          for (const b of nodes.slice(index + 1)) {
            const isApart = Math.abs(a.x - b.x) >= a.width || Math.abs(a.y - b.y) >= a.height;
            expect(isApart, `${a.event.position} and ${b.event.position}`).to.equal(true);
          }
        }
      });

      it('leads from every cause to its effects, never back in time', () => {
        expect(edges.map(({ from, to }) => `${from}→${to}`)).to.have.members([
          '8→9',
          '9→10',
          '9→12',
          '8→100',
        ]);
        const at = new Map(nodes.map((node) => [node.event.position, node.x]));
        for (const { from, to } of edges) expect(at.get(to)).to.be.at.least(at.get(from)!);
      });

      it('tells how long after the first each happened', () => {
        expect(nodes.map(({ offsetMs }) => offsetMs)).to.deep.equal([0, 10, 10, 1000, 500]);
      });
    });
  }
});

describe('edgePath', () => {
  const from = { x: 0, y: 0, width: 100, height: 40 };

  it('goes from right to left side where there is room', () => {
    expect(edgePath(from, { ...from, x: 200, y: 100 })).to.match(/^M100 20C.* 200 120$/);
  });

  it('leaves downwards or upwards when the effect begins below or above its cause', () => {
    expect(edgePath(from, { ...from, x: 60, y: 100 })).to.match(/^M14 40V.*H60$/);
    expect(edgePath({ ...from, y: 100 }, { ...from, x: 60 })).to.match(/^M14 100V.*H60$/);
  });

  it('goes straight when both begin at the same place', () => {
    expect(edgePath(from, { ...from, y: 100 })).to.equal('M14 40V100');
    expect(edgePath({ ...from, y: 100 }, from)).to.equal('M14 100V40');
  });
});

describe('neighbours in a trail', () => {
  it('are reached by arrow keys: along time, to the cause, to the effect', () => {
    expect(neighbour(events, '9', 'ArrowRight')).to.equal('10');
    expect(neighbour(events, '9', 'ArrowLeft')).to.equal('8');
    expect(neighbour(events, '12', 'ArrowUp')).to.equal('9');
    expect(neighbour(events, '9', 'ArrowDown')).to.equal('12');
    expect(neighbour(events, '9', 'Home')).to.equal('8');
    expect(neighbour(events, '9', 'End')).to.equal('100');
  });

  it('are none at the ends, and for other keys', () => {
    expect(neighbour(events, '100', 'ArrowRight')).to.equal(undefined);
    expect(neighbour(events, '8', 'ArrowLeft')).to.equal(undefined);
    expect(neighbour(events, '8', 'ArrowUp')).to.equal(undefined);
    expect(neighbour(events, '12', 'ArrowDown')).to.equal(undefined);
    expect(neighbour(events, '8', 'Enter')).to.equal(undefined);
  });

  it('are all that led to an event', () => {
    expect([...causesOf(events, '12')]).to.deep.equal(['12', '9', '8']);
  });
});
