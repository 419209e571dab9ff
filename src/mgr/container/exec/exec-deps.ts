import type { ExecCreateBody } from '../../../api/schemas.ts';
import type { Tasks } from '../../../ctrd/containerd.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import type { EventSink } from '../../../lib/engine-event.ts';
import type { Logger } from '../../../lib/logger.ts';
import type { OciProcess } from '../../../lib/oci.ts';
import type { ContainerRecord } from '../record.ts';

/** What execs are made with. */
export interface ExecMgrDeps {
  /** By id, name or unique prefix. @throws notFound `No such container: x` */
  readonly lookup: (containerRef: string) => ContainerRecord;
  readonly tasks: Pick<
    Tasks,
    'exec' | 'start' | 'wait' | 'delete' | 'resizePty' | 'closeIo' | 'kill'
  >;
  /** spec/exec-process.ts with the running container's root. @throws invalidArgument, e.g. unknown user */
  readonly buildProcess: (
    record: ContainerRecord,
    body: DeepReadonly<ExecCreateBody>,
  ) => OciProcess | Promise<OciProcess>;
  readonly events: EventSink;
  /** Named pipes live in `<ioDir>/<container id>/<exec id>`. */
  readonly ioDir: string;
  readonly log: Logger;
  readonly clock: Clock;
}
