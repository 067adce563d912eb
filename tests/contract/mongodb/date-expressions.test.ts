import { expect } from 'chai';
import { Timestamp } from 'mongodb';
import { errorCodeOf, useContractDatabase } from './contract-database.js';

const at = new Date('2024-02-29T13:14:15.678Z');

function day(text: string): Date {
  return new Date(text);
}

const values: readonly (readonly [expression: object, value: unknown])[] = [
  [{ $year: null }, null],
  [{ $year: '$missing' }, null],
  [{ $year: { date: '$at', timezone: null } }, null],
  [{ $year: '$stamp' }, 2024],
  [{ $dayOfWeek: '$at' }, 5],
  [{ $dayOfYear: '$at' }, 60],
  [{ $week: '$at' }, 8],
  [{ $week: day('2023-01-01') }, 1],
  [{ $week: day('2018-12-31') }, 52],
  [{ $isoWeek: day('2021-01-01') }, 53],
  [{ $isoWeekYear: day('2021-01-01') }, 2020],
  [{ $isoWeekYear: day('2018-12-31') }, 2019],
  [{ $isoDayOfWeek: '$at' }, 4],
  [{ $hour: { date: '$at', timezone: '-0530' } }, 7],
  [{ $hour: { date: '$at', timezone: 'Europe/Berlin' } }, 14],
  [{ $minute: { date: '$at', timezone: 'Asia/Kolkata' } }, 44],
  [{ $hour: { date: '$at', timezone: 'GMT' } }, 13],
  [{ $dateToString: { date: '$at' } }, '2024-02-29T13:14:15.678Z'],
  [{ $dateToString: { date: '$at', timezone: 'America/New_York' } }, '2024-02-29T08:14:15.678'],
  [{ $dateToString: { date: '$at', format: '%j %u %w %U %V %G %z %%' } }, '060 4 5 08 09 2024 +0000 %'],
  [{ $dateToString: { date: '$at', format: '%H:%M %z', timezone: '-05:30' } }, '07:44 -0530'],
  [{ $dateToString: { date: null, onNull: 'none' } }, 'none'],
  [{ $dateFromParts: { year: 2024, month: 2, day: 30 } }, day('2024-03-01')],
  [{ $dateFromParts: { year: 2024 } }, day('2024-01-01')],
  [{ $dateFromParts: { year: 2024, month: 14 } }, day('2025-02-01')],
  [{ $dateFromParts: { isoWeekYear: 2024, isoWeek: 9, isoDayOfWeek: 4 } }, day('2024-02-29')],
  [{ $dateFromParts: { year: 2024, month: 7, timezone: 'Europe/Berlin' } }, day('2024-06-30T22:00:00Z')],
  [{ $dateFromParts: { year: null } }, null],
  [
    { $dateToParts: { date: '$at' } },
    { year: 2024, month: 2, day: 29, hour: 13, minute: 14, second: 15, millisecond: 678 },
  ],
  [{ $dateToParts: { date: null } }, null],
  [{ $dateFromString: { dateString: '2017-02-08T12:10:40.787+0200' } }, day('2017-02-08T10:10:40.787Z')],
  [{ $dateFromString: { dateString: '2024-02-29 10:11:12' } }, day('2024-02-29T10:11:12Z')],
  [{ $dateFromString: { dateString: '06-15-2018', format: '%m-%d-%Y' } }, day('2018-06-15')],
  [{ $dateFromString: { dateString: 'x', onError: 'none' } }, 'none'],
  [{ $toDate: '2018-03-20 11:00:06 +0500' }, day('2018-03-20T06:00:06Z')],
  [{ $dateAdd: { startDate: day('2024-01-31'), unit: 'month', amount: 1 } }, day('2024-02-29')],
  [{ $dateAdd: { startDate: '$at', unit: 'year', amount: 1 } }, day('2025-02-28T13:14:15.678Z')],
  [{ $dateAdd: { startDate: null, unit: 'day', amount: 1 } }, null],
  [
    { $dateAdd: { startDate: day('2024-03-30T12:00Z'), unit: 'day', amount: 1, timezone: 'Europe/Berlin' } },
    day('2024-03-31T11:00Z'),
  ],
  [{ $dateSubtract: { startDate: day('2024-03-31'), unit: 'month', amount: 1 } }, day('2024-02-29')],
  [{ $dateDiff: { startDate: null, endDate: '$at', unit: 'day' } }, null],
  [{ $dateDiff: { startDate: day('2024-01-31'), endDate: day('2024-02-01'), unit: 'month' } }, 1],
  [{ $dateDiff: { startDate: day('2024-01-06'), endDate: day('2024-01-07'), unit: 'week' } }, 1],
  [
    {
      $dateDiff: {
        startDate: day('2024-01-01T00:00:00.999Z'),
        endDate: day('2024-01-01T00:00:01Z'),
        unit: 'second',
      },
    },
    1,
  ],
  [{ $type: { $dateDiff: { startDate: '$at', endDate: '$at', unit: 'day' } } }, 'long'],
  [{ $dateTrunc: { date: '$at', unit: 'week', startOfWeek: 'monday' } }, day('2024-02-26')],
  [{ $dateTrunc: { date: '$at', unit: 'minute', binSize: 5 } }, day('2024-02-29T13:10:00Z')],
  [{ $dateTrunc: { date: '$at', unit: 'day', timezone: 'Europe/Berlin' } }, day('2024-02-28T23:00:00Z')],
  [
    {
      $dateTrunc: {
        date: day('2021-03-20T11:30:05Z'),
        unit: 'week',
        binSize: 2,
        timezone: 'America/Los_Angeles',
        startOfWeek: 'Monday',
      },
    },
    day('2021-03-15T07:00:00Z'),
  ],
];

const errors: readonly (readonly [expression: object, code: number])[] = [
  [{ $year: 'text' }, 16006],
  [{ $hour: { date: '$at', timezone: 'Nowhere/Else' } }, 40485],
  [{ $dateToString: { date: '$at', format: '%Q' } }, 18536],
  [{ $dateToString: { date: '$at', format: '%' } }, 18535],
  [{ $dateFromParts: { month: 2 } }, 40516],
  [{ $dateFromString: { dateString: 'junk' } }, 241],
  [{ $dateFromString: { dateString: '2024-02-30' } }, 241],
  [{ $dateFromString: { dateString: '2024-06-01 extra', format: '%Y-%m-%d' } }, 241],
  [{ $toDate: '2018-02-30' }, 241],
  [{ $dateAdd: { startDate: '$at', unit: 'day', amount: 1.5 } }, 5166405],
];

describe('MongoDB contract: expressions on dates', () => {
  const database = useContractDatabase();
  const document = { _id: 1, at, stamp: new Timestamp({ t: 1709212455, i: 1 }) };

  for (const [expression, value] of values) {
    it(`evaluates ${JSON.stringify(expression)}`, async () => {
      const collection = await database.collection([document]);
      const [result] = await collection.aggregate([{ $project: { _id: 0, value: expression } }]).toArray();
      expect(result).to.deep.equal({ value });
    });
  }

  for (const [expression, code] of errors) {
    it(`refuses ${JSON.stringify(expression)}`, async () => {
      const collection = await database.collection([document]);
      expect(
        await errorCodeOf(collection.aggregate([{ $project: { value: expression } }]).toArray()),
      ).to.equal(code);
    });
  }
});
