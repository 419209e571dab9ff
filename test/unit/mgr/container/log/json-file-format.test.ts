import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { FrameBuilder } from '../../../../../src/mgr/container/log/frame-builder.ts';
import { JsonFileFormat } from '../../../../../src/mgr/container/log/json-file-format.ts';
import { JsonFileParser } from '../../../../../src/mgr/container/log/json-file-parse.ts';
import { cutSegments, MAX_RECORD } from '../../../../../src/mgr/container/log/line-cutter.ts';
import { LocalFormat } from '../../../../../src/mgr/container/log/local-format.ts';
import { LocalParser } from '../../../../../src/mgr/container/log/local-parse.ts';
import { formatLogTime, LogClock } from '../../../../../src/mgr/container/log/log-clock.ts';
import type { BlockParser } from '../../../../../src/mgr/container/log/log-dialect.ts';
import { LogFilter } from '../../../../../src/mgr/container/log/log-filter.ts';
import type { LogFormat } from '../../../../../src/mgr/container/log/log-format.ts';
import { repairUtf8 } from '../../../../../src/mgr/container/log/utf8-repair.ts';

const TIME = { ms: Date.UTC(2026, 0, 2, 3, 4, 5, 6), ns: 789011 };

function encodeAll(format: LogFormat, chunk: Buffer): Buffer {
  const segments = cutSegments(chunk, chunk.length);
  const end = segments.at(-1)?.end ?? 0;
  const rest = end < chunk.length ? [{ start: end, end: chunk.length, whole: false }] : [];
  return Buffer.concat(
    [...segments, ...rest].map((segment) => format.encode(1, chunk, segment, TIME)),
  );
}

function decodeAll(parser: BlockParser, bytes: Buffer, options = {}): Buffer {
  const frames = new FrameBuilder({ framed: false, stdout: true, stderr: true });
  const filter = new LogFilter(frames, { timestamps: false, details: false, ...options });
  parser.parse(bytes, filter);
  return frames.take() ?? Buffer.alloc(0);
}

const records = (bytes: Buffer): Record<string, unknown>[] =>
  bytes
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('a record has Docker’s fields in Docker’s order', () => {
  const bytes = new JsonFileFormat().encode(
    2,
    Buffer.from('hi\n'),
    { start: 0, end: 3, whole: true },
    TIME,
  );
  assert.equal(
    bytes.toString(),
    '{"log":"hi\\n","stream":"stderr","time":"2026-01-02T03:04:05.006789011Z"}\n',
  );
});

test('attributes stand between stream and time', () => {
  const format = new JsonFileFormat({ 'a"b': 'é' });
  const bytes = format.encode(1, Buffer.from('x\ny\n'), { start: 0, end: 4, whole: true }, TIME);
  assert.deepEqual(Object.keys(records(bytes)[1] ?? {}), ['log', 'stream', 'attrs', 'time']);
  assert.deepEqual(records(bytes)[1]?.['attrs'], { 'a"b': 'é' });
});

const output = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '\n',
        '\n\n',
        '"',
        '\\',
        '\\n',
        '\t\x1b[0m',
        '\0',
        '<&>',
        '\u2028',
        'é€😀',
        '\xff',
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.from(parts.join('')));

for (const [name, format, parser] of [
  ['json-file', () => new JsonFileFormat(), () => new JsonFileParser()],
  ['local', () => new LocalFormat(), () => new LocalParser()],
] as const) {
  test(`${name}: what was written is read back, byte for byte`, () => {
    fc.assert(
      fc.property(output, (bytes) => {
        assert.deepEqual(decodeAll(parser(), encodeAll(format(), bytes)), bytes);
      }),
      { numRuns: 500 },
    );
  });
}

test('each byte that is no UTF-8 becomes one replacement character, as in Go', () => {
  const bytes = Buffer.from([0x61, 0xff, 0xe2, 0x82, 0x62, 0xed, 0xa0, 0x80, 0xc3, 0xa9, 0xf0]);
  assert.equal(repairUtf8(bytes).toString(), 'a\ufffd\ufffd\ufffdb\ufffd\ufffd\ufffdé\ufffd');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (any) => {
      const repaired = repairUtf8(any);
      assert.deepEqual(repairUtf8(repaired), repaired);
      assert.equal(Buffer.from(repaired.toString()).equals(repaired), true);
    }),
  );
});

test('json-file: binary output gives valid JSON', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
      for (const record of records(encodeAll(new JsonFileFormat(), Buffer.from(bytes)))) {
        assert.equal(typeof record['log'], 'string');
      }
    }),
  );
});

test('a line of more than 16 KiB is cut into records without a newline', () => {
  const chunk = Buffer.from(`a\n${'x'.repeat(40_000)}\nb\n`);
  const logs = records(encodeAll(new JsonFileFormat(), chunk)).map(({ log }) => String(log));
  assert.deepEqual(
    logs.map(({ length }) => length),
    [2, MAX_RECORD, MAX_RECORD, 40_000 - 2 * MAX_RECORD + 1, 2],
  );
  assert.equal(logs.join(''), chunk.toString());
});

test('a long line is not cut inside a character', () => {
  const text = `x${'é'.repeat(20_000)}`;
  const logs = records(encodeAll(new JsonFileFormat(), Buffer.from(text))).map(({ log }) =>
    String(log),
  );
  assert.equal(logs.join(''), text);
  assert.equal(
    logs.some((log) => log.includes('\ufffd')),
    false,
  );
});

test('segments cover the chunk without a gap, and leave less than a record', () => {
  const piece = fc.oneof(
    fc.constant('\n'),
    fc.integer({ min: 0, max: 20_000 }).map((n) => 'y'.repeat(n)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const chunk = Buffer.from(pieces.join(''));
      let at = 0;
      for (const { start, end, whole } of cutSegments(chunk, chunk.length)) {
        assert.equal(start, at);
        assert.ok(end > start);
        if (whole) assert.equal(chunk[end - 1], 10);
        else assert.equal(end - start, MAX_RECORD);
        at = end;
      }
      assert.ok(chunk.length - at < MAX_RECORD);
      assert.equal(chunk.subarray(at).includes(10), false);
    }),
  );
});

test('logs of other writers are read: trimmed times, other order, attributes', () => {
  const foreign = [
    '{"stream":"stdout","log":"one\\n","time":"2026-01-02T03:04:05.1Z"}',
    '{"log":"two \\u003c\\u00e9\\u20ac\\n","stream":"stderr","attrs":{"b":"2 3","a":"x/y"},"time":"2026-01-02T03:04:06Z"}',
    '',
  ].join('\n');
  const parser = new JsonFileParser();
  const shown = decodeAll(parser, Buffer.from(foreign), { timestamps: true, details: true });
  assert.equal(
    shown.toString(),
    '2026-01-02T03:04:05.100000000Z  one\n2026-01-02T03:04:06.000000000Z a=x%2Fy,b=2+3 two <é€\n',
  );
});

test('damaged records are skipped, the others are shown', () => {
  const good = (text: string): string =>
    `{"log":"${text}\\n","stream":"stdout","time":"2026-01-02T03:04:05.123456789Z"}\n`;
  const bytes = Buffer.from(
    `${good('a')}garbage\n\0\0\0\0\n${good('b').slice(0, 20)}${good('lost')}${good('c')}{"log":12}\nnull\n${good('bad \\x')}${good('d')}`,
  );
  assert.equal(
    decodeAll(new JsonFileParser(), bytes).toString(),
    'a\nb\nc\nd\n'.replace('b\n', ''),
  );
});

test('local: reading goes on after damage', () => {
  const format = new LocalFormat();
  const one = encodeAll(format, Buffer.from('one\n'));
  const two = encodeAll(format, Buffer.from('two\n'));
  const three = encodeAll(format, Buffer.from('three\n'));
  const bytes = Buffer.concat([one, two.subarray(0, 17), Buffer.from('noise'), three]);
  assert.equal(decodeAll(new LocalParser(), bytes).toString(), 'one\nthree\n');
});

test('times grow and keep nine digits', () => {
  const clock = new LogClock();
  let last = '';
  for (let i = 0; i < 5000; i += 1) {
    const text = formatLogTime(clock.now());
    assert.match(text, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{8}[1-9]Z$/);
    assert.ok(text > last);
    last = text;
  }
  assert.ok(Math.abs(Date.parse(last) - Date.now()) < 1000);
});
