/**
 * Every test, in order of cost: checks, unit, contract, end-to-end, parity. Prints what each prints and
 * closes with `N passed, N failed`. Usage: tsx scripts/test.ts [unit|contract|e2e|parity|check …]
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { hostState, newcomers } from './test/host-state.ts';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Stage {
  readonly name: string;
  readonly folders: readonly string[];
  /** Test files at once: end-to-end ones start engines of their own. */
  readonly concurrency: number;
  readonly timeoutMs: number;
}

const STAGES: readonly Stage[] = [
  { name: 'unit', folders: ['test/unit'], concurrency: 2, timeoutMs: 120_000 },
  { name: 'contract', folders: ['test/contract'], concurrency: 2, timeoutMs: 120_000 },
  { name: 'e2e', folders: ['test/e2e'], concurrency: 2, timeoutMs: 300_000 },
  { name: 'parity', folders: ['test/parity'], concurrency: 1, timeoutMs: 600_000 },
];

const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

const outcomes: Outcome[] = [];
const before = await hostState();
if (isWanted('check')) outcomes.push(await check());
for (const stage of STAGES) if (isWanted(stage.name)) outcomes.push(await runStage(stage));
outcomes.push(await leftBehind());

const sum = (of: keyof Outcome): number =>
  outcomes.reduce((total, outcome) => total + outcome[of], 0);
const skipped = sum('skipped');
console.log(
  `\n${sum('passed')} passed, ${sum('failed')} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`,
);
process.exitCode = sum('failed') === 0 ? 0 : 1;

/** Counts as one test: the host is as it was before. */
async function leftBehind(): Promise<Outcome> {
  const left = await newcomers(before);
  console.log(`\n==> left behind: ${left.length === 0 ? 'nothing' : ''}`);
  for (const line of left) console.log(`  ${line}`);
  return { passed: left.length === 0 ? 1 : 0, failed: left.length === 0 ? 0 : 1, skipped: 0 };
}

async function check(): Promise<Outcome> {
  const { code } = await print('npm', ['run', '--silent', 'check']);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function runStage(stage: Stage): Promise<Outcome> {
  const files = stage.folders.flatMap(testFilesBelow);
  console.log(`\n==> ${stage.name}: ${files.length} files`);
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const { code, output } = await print(process.execPath, [
    ...['--import', 'tsx', '--test', '--test-reporter=spec'],
    `--test-concurrency=${stage.concurrency}`,
    `--test-timeout=${stage.timeoutMs}`,
    ...files,
  ]);
  const count = (word: string): number =>
    Number(new RegExp(`^. ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return {
    passed: count('pass'),
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: count('skipped') + count('todo'),
  };
}

function testFilesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
    .sort();
}

function print(
  file: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text);
      output = (output + text).slice(-100_000);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
