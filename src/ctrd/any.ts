import type { OciProcess, OciResources, OciSpec } from '../lib/oci.ts';
import { ociJson } from '../lib/oci-json.ts';
import type { RuncOptions, RuntimeEvent } from './containerd.ts';
import type { Any } from './gen/google/protobuf/any.ts';
import { Options } from './gen/runc-options.ts';
import { TaskExit, TaskOOM } from './gen/task-events.ts';

/** containerd registers the OCI specification's types under this prefix, with their major version, as JSON. */
const OCI = 'types.containerd.io/opencontainers/runtime-spec/1';
const RUNC_OPTIONS = 'containerd.runc.v1.Options';

const jsonAny = (name: string, value: object): Any => ({
  typeUrl: `${OCI}/${name}`,
  value: Buffer.from(ociJson(value)),
});

export const anyOfSpec = (spec: OciSpec): Any => jsonAny('Spec', spec);
export const anyOfProcess = (process: OciProcess): Any => jsonAny('Process', process);
export const anyOfResources = (resources: OciResources): Any =>
  jsonAny('LinuxResources', resources);

/** The spec as it was stored; whatever a foreign client may have written there instead comes back unchecked. */
export function specOfAny(any: Any | undefined): OciSpec {
  return JSON.parse(Buffer.from(any?.value ?? []).toString() || '{}') as OciSpec;
}

export function anyOfRuncOptions(options: RuncOptions | undefined): Any | undefined {
  if (options === undefined) return undefined;
  const message: Options = {
    binaryName: options.binaryName ?? '',
    root: options.root ?? '',
    systemdCgroup: options.systemdCgroup ?? false,
    ioUid: options.ioUid ?? 0,
    ioGid: options.ioGid ?? 0,
  };
  return { typeUrl: RUNC_OPTIONS, value: Options.encode(message).finish() };
}

export function runcOptionsOfAny(any: Any | undefined): RuncOptions | undefined {
  if (any === undefined || typeName(any) !== RUNC_OPTIONS) return undefined;
  const message = Options.decode(any.value);
  return {
    ...(message.binaryName !== '' && { binaryName: message.binaryName }),
    ...(message.root !== '' && { root: message.root }),
    ...(message.systemdCgroup && { systemdCgroup: true }),
    ...(message.ioUid !== 0 && { ioUid: message.ioUid }),
    ...(message.ioGid !== 0 && { ioGid: message.ioGid }),
  };
}

export function eventOfAny(topic: string, any: Any | undefined): RuntimeEvent {
  switch (any === undefined ? '' : typeName(any)) {
    case 'containerd.events.TaskExit':
      return exitEvent(TaskExit.decode(any?.value ?? new Uint8Array()));
    case 'containerd.events.TaskOOM':
      return {
        type: 'oom',
        containerId: TaskOOM.decode(any?.value ?? new Uint8Array()).containerId,
      };
    default:
      return { type: 'other', topic };
  }
}

/** For its init process containerd repeats the container's id where an exec's id would be. */
function exitEvent(event: TaskExit): RuntimeEvent {
  return {
    type: 'exit',
    containerId: event.containerId,
    ...(event.id !== event.containerId && event.id !== '' && { execId: event.id }),
    pid: event.pid,
    exitCode: event.exitStatus,
    exitedAt: event.exitedAt ?? new Date(),
  };
}

/** Events and options carry bare names, others a URL: what follows the last slash names the type in both. */
function typeName(any: Any): string {
  return any.typeUrl.slice(any.typeUrl.lastIndexOf('/') + 1);
}
