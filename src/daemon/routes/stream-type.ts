import type { ApiVersion } from '../../lib/api-version.ts';
import type { Framing } from '../../mgr/container/io/container-io.ts';

/** The content type of a container's streams; the framed one has a name of its own from 1.42 on. */
export function streamType(framing: Framing, version: ApiVersion): string {
  return framing === 'multiplexed' && version >= 1042
    ? 'application/vnd.docker.multiplexed-stream'
    : 'application/vnd.docker.raw-stream';
}
