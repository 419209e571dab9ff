/** One record of a progress stream, as the docker CLI renders it. */
export type Report = (record: Readonly<Record<string, unknown>>) => void;

/** A layer's bar moves no more often, in milliseconds. moby: pkg/progress/progressreader.go */
const INTERVAL_MS = 100;

/** The line of one layer: its statuses, and how far its bytes are. */
export class LayerLine {
  readonly id: string;
  readonly #report: Report;
  #last = '';
  #lastTime = 0;

  constructor(digest: string, report: Report) {
    this.id = shortDigest(digest);
    this.#report = report;
  }

  /** A status without a bar; told once in a row. */
  status(status: string): void {
    if (status === this.#last) return;
    this.#last = status;
    this.#report({ status, progressDetail: {}, id: this.id });
  }

  bytes(status: string, current: number, total: number): void {
    const now = performance.now();
    if (status === this.#last && now - this.#lastTime < INTERVAL_MS && current < total) return;
    this.#last = status;
    this.#lastTime = now;
    const progress = progressBar(current, total);
    this.#report({ status, progressDetail: { current, total }, progress, id: this.id });
  }

  retrying(seconds: number): void {
    this.status(`Retrying in ${seconds} second${seconds === 1 ? '' : 's'}`);
  }

  /** Work that is measured in time, from 1 on: clients do not show a 0. */
  seconds(status: string, current: number): void {
    this.#last = status;
    this.#report({ status, progressDetail: { current, units: 's' }, id: this.id });
  }
}

/** The first twelve digits, as Docker shows layers. */
export const shortDigest = (digest: string): string =>
  digest.slice(digest.indexOf(':') + 1).slice(0, 12);

const WIDTH = 50;

/** `[=====>      ]  1.05MB/2.1MB`. moby: pkg/jsonmessage, for older clients that do not draw themselves */
export function progressBar(current: number, total: number): string {
  const filled = Math.min(WIDTH, Math.floor(Math.trunc((current / Math.max(total, 1)) * 100) / 2));
  const bar = `[${'='.repeat(filled)}>${' '.repeat(WIDTH - filled)}]`;
  const numbers =
    current > total ? humanSize(current) : `${humanSize(current)}/${humanSize(total)}`;
  return `${bar} ${numbers.padStart(current > total ? 8 : 8 + numbers.length - humanSize(current).length)}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** docker/go-units HumanSize: four significant digits. */
function humanSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1000 && unit < UNITS.length - 1; unit += 1) value /= 1000;
  return `${Number(value.toPrecision(4))}${UNITS[unit] ?? ''}`;
}
