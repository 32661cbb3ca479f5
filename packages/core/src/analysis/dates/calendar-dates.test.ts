import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDates } from './calendar-dates.ts';

function read(text: string) {
  return calendarDates(text).map(({ start, end, date }) => [text.slice(start, end), date]);
}

describe('spellings of a date', () => {
  test.each([
    ['March 3, 2021', '2021-03-03'],
    ['March 12,1999', '1999-03-12'],
    ['December 31st, 1999', '1999-12-31'],
    ['Feb. 10, 2014', '2014-02-10'],
    ['Sept 5 2001', '2001-09-05'],
    ['3 March 2021', '2021-03-03'],
    ['3-Mar-2021', '2021-03-03'],
    ['1 st day of May 2006', '2006-05-01'],
    ['14t h day of April, 2015', '2015-04-14'],
    ['3rd day of March, 2021', '2021-03-03'],
    ['19 DAY OF MAY , 2010', '2010-05-19'],
    ['twenty-third day of June, 2004', '2004-06-23'],
    ['first day of January, Two Thousand Twenty', '2020-01-01'],
    ['fourth day of July, nineteen hundred and ninety-nine', '1999-07-04'],
    ['2nd day of May in the year 2003', '2003-05-02'],
    ['2021-03-15', '2021-03-15'],
    ['03/15/2021', '2021-03-15'],
    ['29/3/18', '2018-03-29'],
    ['15.03.2021', '2021-03-15'],
    ['9-30-2019', '2019-09-30'],
  ])('%s', (spelling, date) => {
    expect(read(`made on ${spelling} (the "Date")`)).toEqual([[spelling, date]]);
  });

  test('a month and a year alone stand for the first day, and say so', () => {
    expect(calendarDates('in June 2005.')).toEqual([{ start: 3, end: 12, date: '2005-06-01', open: 'day' }]);
  });

  test('month and day in figures can be either, unless the text proves the order', () => {
    expect(calendarDates('on 03/04/2021')).toMatchObject([{ date: '2021-03-04', open: 'order' }]);
    expect(calendarDates('on 03/04/2021 and 25/04/2021')).toMatchObject([
      { date: '2021-04-03', open: null },
      { date: '2021-04-25', open: null },
    ]);
    expect(calendarDates('on 05/05/2021')).toMatchObject([{ date: '2021-05-05', open: null }]);
  });

  test.each([
    'as of the ___ day of March, 20__',
    'March ___, 1999',
    '[•], 2020',
    'the 30th day of April (the "Date")',
    'you may 12, 2000 times',
    'February 30, 2021',
    'Section 1.2.10 and 555-12-3456',
    'May 12, 20000',
  ])('%s is no date', (text) => {
    expect(calendarDates(text)).toEqual([]);
  });
});

test('every date is read back from each of its spellings', () => {
  const day = fc.date({ min: new Date('1600-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const month = date.toLocaleString('en-US', { month: 'long', timeZone: 'UTC' });
      const [year, , number] = iso.split('-').map(Number);
      for (const spelling of [`${month} ${number}, ${year}`, `${number} ${month} ${year}`, iso]) {
        expect(read(`x ${spelling} y`)).toEqual([[spelling, iso]]);
      }
    }),
  );
});
