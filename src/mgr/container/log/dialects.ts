import { JsonFileParser, lastJsonBoundary } from './json-file-parse.ts';
import { LOCAL_HEADER, LOCAL_TRAILER } from './local-format.ts';
import { countLines, lastLocalBoundary, LocalParser, recordLength } from './local-parse.ts';
import type { LogDialect } from './log-dialect.ts';
import type { LogDriver } from './log-options.ts';
import { tailOfLines, tailOfRecords } from './tail.ts';

const NEWLINE = 10;

export const DIALECTS: Readonly<Record<Exclude<LogDriver, 'none'>, LogDialect>> = {
  'json-file': {
    makeParser: () => new JsonFileParser(),
    lastBoundary: lastJsonBoundary,
    countLines: countNewlines,
    tailStart: tailOfLines,
  },
  local: {
    makeParser: () => new LocalParser(),
    lastBoundary: lastLocalBoundary,
    countLines: countRecordLines,
    tailStart: tailOfRecords,
  },
};

function countNewlines(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(NEWLINE); at !== -1; at = block.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

function countRecordLines(block: Buffer): number {
  let count = 0;
  for (let at = 0; at < block.length;) {
    const length = recordLength(block, at);
    if (length === undefined || length === 0) break;
    const isOutput = block[at + 4] === 1 || block[at + 4] === 2;
    if (isOutput)
      count += countLines(block.subarray(at + LOCAL_HEADER, at + length - LOCAL_TRAILER));
    at += length;
  }
  return count;
}
