/** Draws the container states out of their transition table into docs/architecture.md. */
import { readFileSync, writeFileSync } from 'node:fs';

import {
  type ContainerState,
  type ContainerStatus,
  next,
  NO_EXIT,
  TRANSITIONS,
} from '../src/mgr/container/state.ts';

const DOCUMENT = 'docs/architecture.md';
const MARKED = /(<!-- states:begin -->\n)[\s\S]*?(<!-- states:end -->)/;

const process = { pid: 1, startedAt: new Date(0), oomKilled: false };
const SAMPLES: Record<ContainerStatus, ContainerState> = {
  created: { status: 'created' },
  running: { status: 'running', ...process },
  paused: { status: 'paused', ...process },
  restarting: { status: 'restarting', last: NO_EXIT, attempt: 1, retryAt: new Date(0) },
  exited: { status: 'exited', last: NO_EXIT },
  removing: { status: 'removing' },
  dead: { status: 'dead', reason: '' },
};

/** A mermaid state diagram of every admitted pair. */
export function stateDiagram(): string {
  const arrows = Object.entries(TRANSITIONS).flatMap(([status, events]) =>
    events.map((type) => {
      const after = next(SAMPLES[status as ContainerStatus], { ...filler, type });
      return `  ${status} --> ${after.status}: ${type}`;
    }),
  );
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> created',
    ...arrows,
    '  removing --> [*]',
    '```',
    '',
  ].join('\n');
}

const filler = {
  pid: 1,
  at: new Date(0),
  exitCode: 0,
  error: '',
  attempt: 1,
  retryAt: new Date(0),
  reason: '',
};

/** The document with today's diagram in it. */
export function withDiagram(document: string): string {
  return document.replace(
    MARKED,
    (_all, begin: string, end: string) => `${begin}${stateDiagram()}${end}`,
  );
}

if (import.meta.filename === globalThis.process.argv[1]) {
  writeFileSync(DOCUMENT, withDiagram(readFileSync(DOCUMENT, 'utf8')));
}
