import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatMetrics, type Gauge } from './format-metrics.ts';

const unescaped = (text: string) =>
  text.replace(/\\([\\n"])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

/** Reads what was written, line by line, as the specification of the format says. */
function parse(text: string): Gauge[] {
  const gauges: { name: string; help: string; samples: Gauge['samples'][number][] }[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const [, name = '', help] = /^# HELP (\w+) (.*)$/.exec(line) ?? [];
    if (help !== undefined) gauges.push({ name, help: unescaped(help), samples: [] });
    else if (line === `# TYPE ${gauges.at(-1)?.name} gauge`) continue;
    else {
      const [, of = '', labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? expect.fail(line);
      expect(of).toBe(gauges.at(-1)?.name);
      const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"(?:,|$)/g)];
      expect(pairs.map(([whole]) => whole).join('')).toBe(labels);
      const parsed = Object.fromEntries(pairs.map(([, key = '', label = '']) => [key, unescaped(label)]));
      gauges.at(-1)?.samples.push({ labels: parsed, value: Number(value) });
    }
  }
  return gauges;
}

it('writes figures as Prometheus reads them', () => {
  const gauges = [
    {
      name: 'elenchus_documents',
      help: 'Documents by status.',
      samples: [{ labels: { status: 'completed' }, value: 3 }],
    },
    {
      name: 'elenchus_sessions_active',
      help: 'A "back\\slash"\nand a line',
      samples: [{ labels: {}, value: 0 }],
    },
  ];
  expect(formatMetrics(gauges)).toBe(
    [
      '# HELP elenchus_documents Documents by status.',
      '# TYPE elenchus_documents gauge',
      'elenchus_documents{status="completed"} 3',
      '# HELP elenchus_sessions_active A "back\\\\slash"\\nand a line',
      '# TYPE elenchus_sessions_active gauge',
      'elenchus_sessions_active 0',
      '',
    ].join('\n'),
  );
});

it('writes whatever stands in labels and help so that it is read again', () => {
  const name = fc.stringMatching(/^[a-z][a-z_]{0,8}$/);
  // Only what the format escapes makes lines; a carriage return is a character like others.
  const text = fc.string({ unit: fc.constantFrom('\\', '"', '\n', '{', '}', ',', '=', ' ', 'n', 'é', '#') });
  const sample = fc.record({ labels: fc.dictionary(name, text, { noNullPrototype: true }), value: fc.nat() });
  fc.assert(
    fc.property(fc.array(fc.record({ name, help: text, samples: fc.array(sample) })), (gauges) => {
      expect(parse(formatMetrics(gauges))).toEqual(gauges);
    }),
  );
});
