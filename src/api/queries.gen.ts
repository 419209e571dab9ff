// Generated from api/swagger.yaml by `npm run generate`. Do not edit.

/**
 * Queries by operationId, as `daemon/decode/query.ts` reads them: booleans, lists, required parameters and those with
 * a default are always there.
 */
export interface Queries {
  readonly ContainerList: {
    /** Also those that do not run. */
    readonly all: boolean;
    /** At most so many, newest first; implies `all`. */
    readonly limit?: number | undefined;
    /** Also measure the writable layers. */
    readonly size: boolean;
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly ContainerCreate: {
    /** Without one the engine makes one up. */
    readonly name?: string | undefined;
    /** `os[/architecture[/variant]]`. */
    readonly platform: string;
  };
  readonly ContainerInspect: {
    /** Also measure the writable layer. */
    readonly size: boolean;
  };
  readonly ContainerTop: {
    /** Arguments for `ps`. */
    readonly ps_args: string;
  };
  readonly ContainerLogs: {
    /** Go on with new output. */
    readonly follow: boolean;
    /** Show standard output. */
    readonly stdout: boolean;
    /** Show standard error. */
    readonly stderr: boolean;
    /** Unix time, with an optional fraction. */
    readonly since: string;
    /** Unix time, with an optional fraction. */
    readonly until: string;
    /** Begin each line with its time. */
    readonly timestamps: boolean;
    /** Number of last lines, or `all`. */
    readonly tail: string;
    /** Show the attributes that the log options ask for. */
    readonly details: boolean;
  };
  readonly ContainerChanges: Readonly<Record<string, never>>;
  readonly ContainerExport: Readonly<Record<string, never>>;
  readonly ContainerStats: {
    /** Go on until the client leaves. */
    readonly stream: boolean;
    /** One sample at once, without one to compare with. */
    readonly 'one-shot': boolean;
  };
  readonly ContainerResize: {
    /** Rows. */
    readonly h: number;
    /** Columns. */
    readonly w: number;
  };
  readonly ContainerStart: {
    /** Key sequence that detaches; overrides the default. */
    readonly detachKeys?: string | undefined;
    /** Resume from this checkpoint. */
    readonly checkpoint?: string | undefined;
    /** Where the checkpoint is. */
    readonly 'checkpoint-dir'?: string | undefined;
  };
  readonly ContainerStop: {
    /** Sent first, instead of the container's own. */
    readonly signal?: string | undefined;
    /** Seconds until SIGKILL; -1 waits for ever. */
    readonly t?: number | undefined;
  };
  readonly ContainerRestart: {
    /** Sent first, instead of the container's own. */
    readonly signal?: string | undefined;
    /** Seconds until SIGKILL; -1 waits for ever. */
    readonly t?: number | undefined;
  };
  readonly ContainerKill: {
    /** Name or number. */
    readonly signal: string;
  };
  readonly ContainerUpdate: Readonly<Record<string, never>>;
  readonly ContainerRename: {
    readonly name: string;
  };
  readonly ContainerPause: Readonly<Record<string, never>>;
  readonly ContainerUnpause: Readonly<Record<string, never>>;
  readonly ContainerAttach: {
    /** Key sequence that detaches; overrides the default. */
    readonly detachKeys?: string | undefined;
    /** First replay the log. */
    readonly logs: boolean;
    /** Then go on with new output. */
    readonly stream: boolean;
    /** Send to standard input. */
    readonly stdin: boolean;
    /** Show standard output. */
    readonly stdout: boolean;
    /** Show standard error. */
    readonly stderr: boolean;
  };
  readonly ContainerAttachWebsocket: {
    /** Key sequence that detaches; overrides the default. */
    readonly detachKeys?: string | undefined;
    /** First replay the log. */
    readonly logs: boolean;
    /** Then go on with new output. */
    readonly stream: boolean;
    /** Send to standard input. */
    readonly stdin: boolean;
    /** Show standard output. */
    readonly stdout: boolean;
    /** Show standard error. */
    readonly stderr: boolean;
  };
  readonly ContainerWait: {
    readonly condition: string;
  };
  readonly ContainerDelete: {
    /** Also its anonymous volumes. */
    readonly v: boolean;
    /** Kill it first. */
    readonly force: boolean;
    /** Remove a link of that name instead. */
    readonly link: boolean;
  };
  readonly ContainerArchive: {
    /** Path in the container. */
    readonly path: string;
  };
  readonly ContainerArchiveInfo: {
    /** Path in the container. */
    readonly path: string;
  };
  readonly PutContainerArchive: {
    /** Directory to unpack in. */
    readonly path: string;
    /** Refuse to replace a directory by a file and the other way round. */
    readonly noOverwriteDirNonDir: boolean;
    /** Keep the owners of the archive. */
    readonly copyUIDGID: boolean;
  };
  readonly ContainerPrune: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly ContainerCheckpointList: {
    /** Where the checkpoints are. */
    readonly dir?: string | undefined;
  };
  readonly ContainerCheckpointCreate: Readonly<Record<string, never>>;
  readonly ContainerCheckpointDelete: {
    /** Where the checkpoint is. */
    readonly dir?: string | undefined;
  };
  readonly ContainerExec: Readonly<Record<string, never>>;
  readonly ExecStart: Readonly<Record<string, never>>;
  readonly ExecResize: {
    /** Rows. */
    readonly h: number;
    /** Columns. */
    readonly w: number;
  };
  readonly ExecInspect: Readonly<Record<string, never>>;
  readonly ImageList: {
    /** Also intermediate images. */
    readonly all: boolean;
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
    /** Also measure what images share. */
    readonly 'shared-size': boolean;
    readonly digests: boolean;
    /** Also list the manifests. */
    readonly manifests: boolean;
    /** Also say who vouches for them; needs `manifests`. */
    readonly identity: boolean;
  };
  readonly ImageCreate: {
    /** Pull this repository. */
    readonly fromImage?: string | undefined;
    /** Import from this URL, or from the body with `-`. */
    readonly fromSrc?: string | undefined;
    /** Name for what is imported. */
    readonly repo?: string | undefined;
    /** Tag or digest. */
    readonly tag?: string | undefined;
    /** Comment of an import. */
    readonly message?: string | undefined;
    /** Dockerfile instructions applied to an import. */
    readonly changes: readonly string[];
    /** `os[/architecture[/variant]]`. */
    readonly platform: string;
  };
  readonly ImageInspect: {
    /** Also list the manifests. */
    readonly manifests: boolean;
    /** The platform to show. */
    readonly platform?: string | undefined;
  };
  readonly ImageAttestations: {
    /** The platform asked about. */
    readonly platform?: string | undefined;
    /** Predicate types to show. */
    readonly type: readonly string[];
    /** Also the statements themselves. */
    readonly statement: boolean;
  };
  readonly ImageHistory: {
    /** The platform to show. */
    readonly platform?: string | undefined;
  };
  readonly ImagePush: {
    readonly tag?: string | undefined;
    /** The platform to push. */
    readonly platform?: string | undefined;
  };
  readonly ImageTag: {
    readonly repo?: string | undefined;
    readonly tag?: string | undefined;
  };
  readonly ImageDelete: {
    /** Even when a stopped container uses it. */
    readonly force: boolean;
    /** Keep untagged parents. */
    readonly noprune: boolean;
    /** Only these, each a JSON platform. */
    readonly platforms: readonly string[];
  };
  readonly ImageSearch: {
    readonly term: string;
    readonly limit?: number | undefined;
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly ImagePrune: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly ImageGet: {
    /** Only these, each a JSON platform. */
    readonly platform: readonly string[];
  };
  readonly ImageGetAll: {
    readonly names: readonly string[];
    /** Only these, each a JSON platform. */
    readonly platform: readonly string[];
  };
  readonly ImageLoad: {
    /** Without progress. */
    readonly quiet: boolean;
    /** Only these, each a JSON platform. */
    readonly platform: readonly string[];
  };
  readonly ImageCommit: {
    readonly container?: string | undefined;
    readonly repo?: string | undefined;
    readonly tag?: string | undefined;
    readonly comment?: string | undefined;
    readonly author?: string | undefined;
    /** Freeze the container meanwhile. */
    readonly pause: boolean;
    /** Dockerfile instructions. */
    readonly changes: readonly string[];
  };
  readonly ImageBuild: {
    readonly dockerfile: string;
    /** Names of the image. */
    readonly t: readonly string[];
    readonly extrahosts: readonly string[];
    /** Where the context is, instead of in the body. */
    readonly remote?: string | undefined;
    /** Only the id. */
    readonly q: boolean;
    readonly nocache: boolean;
    /** Images to take steps from. */
    readonly cachefrom?: string | undefined;
    /** Pull the base images even when they are there. */
    readonly pull: boolean;
    /** Remove the containers of the steps. */
    readonly rm: boolean;
    /** Even after a failure. */
    readonly forcerm: boolean;
    readonly memory?: number | undefined;
    readonly memswap?: number | undefined;
    readonly cpushares?: number | undefined;
    readonly cpusetcpus?: string | undefined;
    readonly cpusetmems?: string | undefined;
    readonly cpuperiod?: number | undefined;
    readonly cpuquota?: number | undefined;
    readonly cgroupparent?: string | undefined;
    readonly ulimits?: string | undefined;
    readonly isolation?: string | undefined;
    readonly securityopt?: string | undefined;
    readonly buildargs?: string | undefined;
    readonly shmsize?: number | undefined;
    readonly squash: boolean;
    readonly labels?: string | undefined;
    readonly networkmode?: string | undefined;
    readonly platform: string;
    readonly target: string;
    readonly outputs?: string | undefined;
    /** The client's session. */
    readonly session?: string | undefined;
    /** What `BuildCancel` calls it. */
    readonly buildid?: string | undefined;
    /** 2 is BuildKit. */
    readonly version: string;
  };
  readonly BuildPrune: {
    /** Former name of `reserved-space`. */
    readonly 'keep-storage'?: number | undefined;
    /** Bytes always kept. */
    readonly 'reserved-space'?: number | undefined;
    /** Bytes kept at most. */
    readonly 'max-used-space'?: number | undefined;
    /** Bytes to be free on the disk. */
    readonly 'min-free-space'?: number | undefined;
    /** Also what is shared or internal. */
    readonly all: boolean;
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly BuildCancel: {
    readonly id: string;
  };
  readonly Session: Readonly<Record<string, never>>;
  readonly Grpc: Readonly<Record<string, never>>;
  readonly NetworkList: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly NetworkInspect: {
    readonly verbose: boolean;
    /** Only a network of this scope. */
    readonly scope?: string | undefined;
  };
  readonly NetworkDelete: Readonly<Record<string, never>>;
  readonly NetworkCreate: Readonly<Record<string, never>>;
  readonly NetworkConnect: Readonly<Record<string, never>>;
  readonly NetworkDisconnect: Readonly<Record<string, never>>;
  readonly NetworkPrune: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly VolumeList: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly VolumeCreate: Readonly<Record<string, never>>;
  readonly VolumeInspect: Readonly<Record<string, never>>;
  readonly VolumeUpdate: {
    /** The version that the change is made to. */
    readonly version: number;
  };
  readonly VolumeDelete: {
    /** A missing one is no error. */
    readonly force: boolean;
  };
  readonly VolumePrune: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly SystemPing: Readonly<Record<string, never>>;
  readonly SystemPingHead: Readonly<Record<string, never>>;
  readonly SystemVersion: Readonly<Record<string, never>>;
  readonly SystemInfo: Readonly<Record<string, never>>;
  readonly SystemAuth: Readonly<Record<string, never>>;
  readonly SystemEvents: {
    /** Unix time with an optional fraction, RFC 3339, or a duration back from now. */
    readonly since?: string | undefined;
    readonly until?: string | undefined;
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly SystemDataUsage: {
    /** Only these kinds. */
    readonly type: readonly string[];
    /** List the objects too. */
    readonly verbose: boolean;
  };
  readonly DistributionInspect: Readonly<Record<string, never>>;
  readonly SystemMetrics: Readonly<Record<string, never>>;
  readonly SystemDebugVars: Readonly<Record<string, never>>;
  readonly SystemDebugProfile: Readonly<Record<string, never>>;
  readonly PluginList: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly GetPluginPrivileges: {
    readonly remote: string;
  };
  readonly PluginPull: {
    readonly remote: string;
    readonly name?: string | undefined;
  };
  readonly PluginInspect: Readonly<Record<string, never>>;
  readonly PluginDelete: {
    /** Even when it is in use. */
    readonly force: boolean;
  };
  readonly PluginEnable: {
    readonly timeout: number;
  };
  readonly PluginDisable: {
    /** Even when it is in use. */
    readonly force: boolean;
  };
  readonly PluginUpgrade: {
    readonly remote: string;
  };
  readonly PluginCreate: {
    readonly name: string;
  };
  readonly PluginPush: Readonly<Record<string, never>>;
  readonly PluginSet: Readonly<Record<string, never>>;
  readonly NodeList: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly NodeInspect: Readonly<Record<string, never>>;
  readonly NodeDelete: {
    /** Even when it is in use. */
    readonly force: boolean;
  };
  readonly NodeUpdate: {
    /** The version that the change is made to. */
    readonly version: number;
  };
  readonly SwarmInspect: Readonly<Record<string, never>>;
  readonly SwarmInit: Readonly<Record<string, never>>;
  readonly SwarmJoin: Readonly<Record<string, never>>;
  readonly SwarmLeave: {
    /** Even when it is in use. */
    readonly force: boolean;
  };
  readonly SwarmUpdate: {
    /** The version that the change is made to. */
    readonly version: number;
    readonly rotateWorkerToken: boolean;
    readonly rotateManagerToken: boolean;
    readonly rotateManagerUnlockKey: boolean;
  };
  readonly SwarmUnlockkey: Readonly<Record<string, never>>;
  readonly SwarmUnlock: Readonly<Record<string, never>>;
  readonly ServiceList: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
    readonly status: boolean;
  };
  readonly ServiceCreate: Readonly<Record<string, never>>;
  readonly ServiceInspect: {
    readonly insertDefaults: boolean;
  };
  readonly ServiceDelete: Readonly<Record<string, never>>;
  readonly ServiceUpdate: {
    /** The version that the change is made to. */
    readonly version: number;
    readonly registryAuthFrom: string;
    readonly rollback?: string | undefined;
  };
  readonly ServiceLogs: {
    readonly details: boolean;
    readonly follow: boolean;
    /** Show standard output. */
    readonly stdout: boolean;
    /** Show standard error. */
    readonly stderr: boolean;
    readonly since: string;
    readonly timestamps: boolean;
    readonly tail: string;
  };
  readonly TaskList: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly TaskInspect: Readonly<Record<string, never>>;
  readonly TaskLogs: {
    readonly details: boolean;
    readonly follow: boolean;
    /** Show standard output. */
    readonly stdout: boolean;
    /** Show standard error. */
    readonly stderr: boolean;
    readonly since: string;
    readonly timestamps: boolean;
    readonly tail: string;
  };
  readonly SecretList: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly SecretCreate: Readonly<Record<string, never>>;
  readonly SecretInspect: Readonly<Record<string, never>>;
  readonly SecretDelete: Readonly<Record<string, never>>;
  readonly SecretUpdate: {
    /** The version that the change is made to. */
    readonly version: number;
  };
  readonly ConfigList: {
    /** Conditions, a JSON object of lists. */
    readonly filters?: string | undefined;
  };
  readonly ConfigCreate: Readonly<Record<string, never>>;
  readonly ConfigInspect: Readonly<Record<string, never>>;
  readonly ConfigDelete: Readonly<Record<string, never>>;
  readonly ConfigUpdate: {
    /** The version that the change is made to. */
    readonly version: number;
  };
}
