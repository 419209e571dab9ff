/**
 * Joey beside dockerd in one run: for each metric the two take turns, and the ratio is taken pair by
 * pair, so that it holds while the machine's speed drifts.
 * Usage: npm run bench [-- --write] [-- WORD …]   a WORD selects the metrics whose name has it
 */
import { writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';

import { DockerdFixture } from '../helpers/dockerd-fixture.ts';
import { EngineFixture } from '../helpers/engine-fixture.ts';
import { type Engine, median, type Metric } from './bench.ts';
import { LIFECYCLE } from './lifecycle.ts';
import { LISTING } from './listing.ts';
import { LOGS } from './logs.ts';
import { NETWORKS } from './network.ts';
import { PROCESS } from './process.ts';
import { RUNNING } from './running.ts';

const args = process.argv.slice(2);
const words = args.filter((arg) => !arg.startsWith('--'));
const METRICS = [...PROCESS, ...LIFECYCLE, ...RUNNING, ...NETWORKS, ...LOGS, ...LISTING].filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);

await using joey = await EngineFixture.create({ logLevel: 'info' });
await using dockerd = await DockerdFixture.create();

const rows: string[] = [];
for (const metric of METRICS) {
  const row = await compare(metric);
  rows.push(row);
  console.log(row);
}

const table = [
  '| metric | Joey | dockerd 20.10 | ratio | wanted |',
  '|---|---|---|---|---|',
  ...rows,
].join('\n');
if (args.includes('--write')) writeFileSync('docs/benchmarks.md', document(table));
else console.log(`\n${table}`);

async function compare(metric: Metric): Promise<string> {
  const { ours, theirs } = await takeTurns(metric);
  const ratio = median(ours.map((figure, index) => figure / theirs[index]!));
  const cells = [
    metric.name,
    `${format(median(ours))} ${metric.unit}`,
    `${format(median(theirs))} ${metric.unit}`,
    ratio.toFixed(ratio < 0.1 ? 3 : 2),
    verdict(metric, ratio),
  ];
  return `| ${cells.join(' | ')} |`;
}

interface Figures {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

/** Who begins changes from run to run. */
async function takeTurns(metric: Metric): Promise<Figures> {
  const undo = [await metric.prepare?.(joey), await metric.prepare?.(dockerd)];
  const ours: number[] = [];
  const theirs: number[] = [];
  await metric.measure(joey);
  await metric.measure(dockerd);
  for (let run = 0; run < metric.runs; run += 1) {
    const pair: [Engine, number[]][] = [
      [joey, ours],
      [dockerd, theirs],
    ];
    for (const [engine, figures] of run % 2 === 0 ? pair : pair.reverse()) {
      figures.push(await metric.measure(engine));
    }
  }
  for (const step of undo) await step?.();
  return { ours, theirs };
}

function verdict({ unit, target }: Metric, ratio: number): string {
  const isRate = unit.endsWith('/s');
  const met = isRate ? ratio >= target : ratio <= target;
  return `${isRate ? '≥' : '≤'} ${target}${met ? '' : ' (missed)'}`;
}

function format(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : figure.toFixed(figure >= 10 ? 1 : 2);
}

function document(body: string): string {
  return `# Benchmarks

Joey beside Debian’s dockerd 20.10 in one run on one machine (${cpus().length} cores, Linux ${release()}, Node
${process.versions.node}), taking turns; medians, and the median of the ratios pair by pair. Take the ratios,
not the absolute figures. Made by \`npm run bench -- --write\`.

${body}
`;
}
