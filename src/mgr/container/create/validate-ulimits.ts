import type { Ulimit } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument } from '../../../lib/errors.ts';

const NAMES: ReadonlySet<string> = new Set([
  'as',
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
]);

/** −1 is unlimited. @throws invalidArgument. docker/go-units ulimit.go */
export function validateUlimits(ulimits: readonly DeepReadonly<Ulimit>[]): void {
  for (const { Name = '', Soft = 0, Hard = 0 } of ulimits) {
    if (!NAMES.has(Name)) throw invalidArgument(`invalid ulimit type: ${Name}`);
    if (Math.min(Soft, Hard) < -1) throw invalidArgument(`invalid ulimit argument: ${Name}`);
    if (unlimited(Soft) > unlimited(Hard)) {
      throw invalidArgument(
        `ulimit soft limit must be less than or equal to hard limit: ${Soft} > ${Hard}`,
      );
    }
  }
}

const unlimited = (value: number): number => (value === -1 ? Infinity : value);
