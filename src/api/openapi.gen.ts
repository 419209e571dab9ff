// Generated from api/swagger.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/x0": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** x */
        post: operations["X0"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** x */
        post: operations["X1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x2": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** x */
        post: operations["X2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x3": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** x */
        post: operations["X3"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x4": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** x */
        post: operations["X4"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** x */
        post: operations["X5"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x6": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** x */
        post: operations["X6"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x7": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** x */
        post: operations["X7"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** x */
        post: operations["X8"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/x9": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** x */
        post: operations["X9"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Every refusal carries this body. */
        ErrorResponse: {
            message: string;
        };
        /** @description Identifies what was made. */
        IDResponse: {
            Id: string;
        };
        /** @description How the health of a container is probed. Times are nanoseconds; 0 inherits from the image. */
        HealthConfig: {
            /** @description Empty inherits, `NONE` disables, `CMD` executes, `CMD-SHELL` runs in the default shell. */
            Test?: (string[] | null) | undefined;
            /** Format: int64 */
            Interval?: number | undefined;
            /** Format: int64 */
            Timeout?: number | undefined;
            Retries?: number | undefined;
            /** Format: int64 */
            StartPeriod?: number | undefined;
            /** Format: int64 */
            StartInterval?: number | undefined;
        };
        /** @description Outcome of the latest probes. */
        Health: {
            /** @enum {string} */
            Status: "none" | "starting" | "healthy" | "unhealthy";
            FailingStreak: number;
            Log: components["schemas"]["HealthcheckResult"][] | null;
        };
        /** @description One probe. */
        HealthcheckResult: {
            /** Format: date-time */
            Start: string;
            /** Format: date-time */
            End: string;
            ExitCode: number;
            Output: string;
        };
        /** @description What is portable about a container. */
        ContainerConfig: {
            Hostname?: string | undefined;
            Domainname?: string | undefined;
            /** @description Name or number, `user[:group]`. */
            User?: string | undefined;
            /** @default false */
            AttachStdin?: boolean | undefined;
            /** @default true */
            AttachStdout?: boolean | undefined;
            /** @default true */
            AttachStderr?: boolean | undefined;
            /** @description Keys are `port/protocol`. */
            ExposedPorts?: ({
                [key: string]: components["schemas"]["EmptyObject"];
            } | null) | undefined;
            /** @default false */
            Tty?: boolean | undefined;
            /** @default false */
            OpenStdin?: boolean | undefined;
            /** @default false */
            StdinOnce?: boolean | undefined;
            /** @description `NAME=value`; a bare `NAME` removes it. */
            Env?: (string[] | null) | undefined;
            Cmd?: (string[] | null) | undefined;
            Healthcheck?: (components["schemas"]["HealthConfig"] | null) | undefined;
            ArgsEscaped?: boolean | undefined;
            Image?: string | undefined;
            /** @description Keys are paths in the container. */
            Volumes?: ({
                [key: string]: components["schemas"]["EmptyObject"];
            } | null) | undefined;
            WorkingDir?: string | undefined;
            Entrypoint?: (string[] | null) | undefined;
            NetworkDisabled?: boolean | undefined;
            /** @description Moved to the endpoint in 1.44; refused from 1.52 on. */
            MacAddress?: string | undefined;
            OnBuild?: (string[] | null) | undefined;
            Labels?: ({
                [key: string]: string;
            } | null) | undefined;
            StopSignal?: string | undefined;
            StopTimeout?: (number | null) | undefined;
            Shell?: (string[] | null) | undefined;
        };
        /** @description The value of a set's member. */
        EmptyObject: Record<string, never>;
        /** @description Rate limit of one block device. */
        ThrottleDevice: {
            Path?: string | undefined;
            /** Format: int64 */
            Rate?: number | undefined;
        };
        /** @description Relative weight of one block device. */
        WeightDevice: {
            Path?: string | undefined;
            Weight?: number | undefined;
        };
        /** @description A host device in a container. */
        DeviceMapping: {
            PathOnHost?: string | undefined;
            PathInContainer?: string | undefined;
            CgroupPermissions?: string | undefined;
        };
        /** @description Devices asked of a driver. */
        DeviceRequest: {
            Driver?: string | undefined;
            Count?: number | undefined;
            DeviceIDs?: (string[] | null) | undefined;
            Capabilities?: (string[][] | null) | undefined;
            Options?: ({
                [key: string]: string;
            } | null) | undefined;
        };
        /** @description One resource limit of the container's processes. */
        Ulimit: {
            Name?: string | undefined;
            /** Format: int64 */
            Soft?: number | undefined;
            /** Format: int64 */
            Hard?: number | undefined;
        };
        /** @description What a container may use of the host. */
        Resources: {
            /** Format: int64 */
            CpuShares?: number | undefined;
            /**
             * Format: int64
             * @default 0
             */
            Memory?: number | undefined;
            CgroupParent?: string | undefined;
            BlkioWeight?: number | undefined;
            BlkioWeightDevice?: (components["schemas"]["WeightDevice"][] | null) | undefined;
            BlkioDeviceReadBps?: (components["schemas"]["ThrottleDevice"][] | null) | undefined;
            BlkioDeviceWriteBps?: (components["schemas"]["ThrottleDevice"][] | null) | undefined;
            BlkioDeviceReadIOps?: (components["schemas"]["ThrottleDevice"][] | null) | undefined;
            BlkioDeviceWriteIOps?: (components["schemas"]["ThrottleDevice"][] | null) | undefined;
            /** Format: int64 */
            CpuPeriod?: number | undefined;
            /** Format: int64 */
            CpuQuota?: number | undefined;
            /** Format: int64 */
            CpuRealtimePeriod?: number | undefined;
            /** Format: int64 */
            CpuRealtimeRuntime?: number | undefined;
            CpusetCpus?: string | undefined;
            CpusetMems?: string | undefined;
            Devices?: (components["schemas"]["DeviceMapping"][] | null) | undefined;
            DeviceCgroupRules?: (string[] | null) | undefined;
            DeviceRequests?: (components["schemas"]["DeviceRequest"][] | null) | undefined;
            /**
             * Format: int64
             * @description Accepted for old clients, without effect.
             */
            KernelMemory?: number | undefined;
            /** Format: int64 */
            KernelMemoryTCP?: number | undefined;
            /** Format: int64 */
            MemoryReservation?: number | undefined;
            /**
             * Format: int64
             * @description Memory and swap together; -1 is unlimited.
             */
            MemorySwap?: number | undefined;
            /** Format: int64 */
            MemorySwappiness?: (number | null) | undefined;
            /** Format: int64 */
            NanoCpus?: number | undefined;
            OomKillDisable?: (boolean | null) | undefined;
            Init?: (boolean | null) | undefined;
            /** Format: int64 */
            PidsLimit?: (number | null) | undefined;
            Ulimits?: (components["schemas"]["Ulimit"][] | null) | undefined;
            /** Format: int64 */
            CpuCount?: number | undefined;
            /** Format: int64 */
            CpuPercent?: number | undefined;
            /** Format: int64 */
            IOMaximumIOps?: number | undefined;
            /** Format: int64 */
            IOMaximumBandwidth?: number | undefined;
        };
        /** @description What follows the end of a container. */
        RestartPolicy: {
            /** @description "", `no`, `always`, `unless-stopped` or `on-failure`. */
            Name?: string | undefined;
            MaximumRetryCount?: number | undefined;
        };
        /** @description Log driver and its options; an empty type is the daemon's default. */
        LogConfig: {
            Type?: string | undefined;
            Config?: ({
                [key: string]: string;
            } | null) | undefined;
        };
        /** @description One host address of a published port. */
        PortBinding: {
            HostIp?: string | undefined;
            HostPort?: string | undefined;
        };
        /** @description `port/protocol` to host addresses. */
        PortMap: {
            [key: string]: components["schemas"]["PortBinding"][] | null;
        };
        /** @description A mount as a client asks for it. */
        Mount: {
            Target?: string | undefined;
            Source?: string | undefined;
            /** @enum {string} */
            Type?: ("bind" | "cluster" | "image" | "npipe" | "tmpfs" | "volume") | undefined;
            ReadOnly?: boolean | undefined;
            Consistency?: string | undefined;
            BindOptions?: (components["schemas"]["MountBindOptions"] | null) | undefined;
            VolumeOptions?: (components["schemas"]["MountVolumeOptions"] | null) | undefined;
            ImageOptions?: (components["schemas"]["MountImageOptions"] | null) | undefined;
            TmpfsOptions?: (components["schemas"]["MountTmpfsOptions"] | null) | undefined;
            ClusterOptions?: (components["schemas"]["EmptyObject"] | null) | undefined;
        };
        /** @description Options of a bind mount. */
        MountBindOptions: {
            /** @enum {string} */
            Propagation?: ("" | "private" | "rprivate" | "shared" | "rshared" | "slave" | "rslave") | undefined;
            /** @default false */
            NonRecursive?: boolean | undefined;
            /** @default false */
            CreateMountpoint?: boolean | undefined;
            /** @default false */
            ReadOnlyNonRecursive?: boolean | undefined;
            /** @default false */
            ReadOnlyForceRecursive?: boolean | undefined;
        };
        /** @description Options of a volume mount. */
        MountVolumeOptions: {
            /** @default false */
            NoCopy?: boolean | undefined;
            Labels?: ({
                [key: string]: string;
            } | null) | undefined;
            DriverConfig?: ({
                Name?: string | undefined;
                Options?: ({
                    [key: string]: string;
                } | null) | undefined;
            } | null) | undefined;
            Subpath?: string | undefined;
        };
        /** @description Options of an image mount. */
        MountImageOptions: {
            Subpath?: string | undefined;
        };
        /** @description Options of a tmpfs mount. */
        MountTmpfsOptions: {
            /** Format: int64 */
            SizeBytes?: number | undefined;
            Mode?: number | undefined;
            Options?: (string[][] | null) | undefined;
        };
        /** @description What ties a container to its host. */
        HostConfig: components["schemas"]["Resources"] & {
            Binds?: (string[] | null) | undefined;
            ContainerIDFile?: string | undefined;
            LogConfig?: components["schemas"]["LogConfig"] | undefined;
            NetworkMode?: string | undefined;
            PortBindings?: (components["schemas"]["PortMap"] | null) | undefined;
            RestartPolicy?: components["schemas"]["RestartPolicy"] | undefined;
            AutoRemove?: boolean | undefined;
            VolumeDriver?: string | undefined;
            VolumesFrom?: (string[] | null) | undefined;
            Mounts?: (components["schemas"]["Mount"][] | null) | undefined;
            /** @description Height and width. */
            ConsoleSize?: (number[] | null) | undefined;
            Annotations?: ({
                [key: string]: string;
            } | null) | undefined;
            CapAdd?: (string[] | null) | undefined;
            CapDrop?: (string[] | null) | undefined;
            /** @enum {string} */
            CgroupnsMode?: ("" | "private" | "host") | undefined;
            Dns?: (string[] | null) | undefined;
            DnsOptions?: (string[] | null) | undefined;
            DnsSearch?: (string[] | null) | undefined;
            ExtraHosts?: (string[] | null) | undefined;
            GroupAdd?: (string[] | null) | undefined;
            IpcMode?: string | undefined;
            Cgroup?: string | undefined;
            Links?: (string[] | null) | undefined;
            OomScoreAdj?: number | undefined;
            PidMode?: string | undefined;
            Privileged?: boolean | undefined;
            PublishAllPorts?: boolean | undefined;
            ReadonlyRootfs?: boolean | undefined;
            SecurityOpt?: (string[] | null) | undefined;
            StorageOpt?: ({
                [key: string]: string;
            } | null) | undefined;
            Tmpfs?: ({
                [key: string]: string;
            } | null) | undefined;
            UTSMode?: string | undefined;
            UsernsMode?: string | undefined;
            /** Format: int64 */
            ShmSize?: number | undefined;
            Sysctls?: ({
                [key: string]: string;
            } | null) | undefined;
            Runtime?: string | undefined;
            /** @enum {string} */
            Isolation?: ("" | "default" | "process" | "hyperv") | undefined;
            /** @description Null takes the default list, an empty list masks nothing. */
            MaskedPaths?: (string[] | null) | undefined;
            ReadonlyPaths?: (string[] | null) | undefined;
        };
        /** @description A container as a client asks for it. */
        ContainerCreateRequest: components["schemas"]["ContainerConfig"] & {
            HostConfig?: (components["schemas"]["HostConfig"] | null) | undefined;
            NetworkingConfig?: (components["schemas"]["NetworkingConfig"] | null) | undefined;
        };
        /** @description Addresses asked for. */
        EndpointIPAMConfig: {
            IPv4Address?: string | undefined;
            IPv6Address?: string | undefined;
            LinkLocalIPs?: (string[] | null) | undefined;
        };
        /** @description A container's place in a network. */
        EndpointSettings: {
            IPAMConfig?: (components["schemas"]["EndpointIPAMConfig"] | null) | undefined;
            Links?: (string[] | null) | undefined;
            MacAddress?: string | undefined;
            Aliases?: (string[] | null) | undefined;
            DriverOpts?: ({
                [key: string]: string;
            } | null) | undefined;
            GwPriority?: number | undefined;
            NetworkID?: string | undefined;
            EndpointID?: string | undefined;
            Gateway?: string | undefined;
            IPAddress?: string | undefined;
            IPPrefixLen?: number | undefined;
            IPv6Gateway?: string | undefined;
            GlobalIPv6Address?: string | undefined;
            GlobalIPv6PrefixLen?: number | undefined;
            DNSNames?: (string[] | null) | undefined;
        };
        /** @description A container's place in a network, as the engine reports it. */
        EndpointState: {
            IPAMConfig: components["schemas"]["EndpointIPAMConfig"] | null;
            Links: string[] | null;
            MacAddress: string;
            Aliases: string[] | null;
            DriverOpts: {
                [key: string]: string;
            } | null;
            GwPriority: number;
            NetworkID: string;
            EndpointID: string;
            Gateway: string;
            IPAddress: string;
            IPPrefixLen: number;
            IPv6Gateway: string;
            GlobalIPv6Address: string;
            GlobalIPv6PrefixLen: number;
            DNSNames: string[] | null;
        };
        /** @description The networks of a new container. */
        NetworkingConfig: {
            EndpointsConfig?: ({
                [key: string]: components["schemas"]["EndpointSettings"] | null;
            } | null) | undefined;
        };
        /** @description The new container. */
        ContainerCreateResponse: {
            Id: string;
            Warnings: string[];
        };
        /** @description An address with its prefix length. */
        Address: {
            Addr?: string;
            PrefixLen?: number;
        };
        /** @description A container's networks. The fields from `Bridge` on are left out from 1.52 on. */
        NetworkSettings: {
            SandboxID: string;
            SandboxKey: string;
            Ports: components["schemas"]["PortMap"] | null;
            Networks: {
                [key: string]: components["schemas"]["EndpointState"];
            };
            Bridge?: string;
            HairpinMode?: boolean;
            LinkLocalIPv6Address?: string;
            LinkLocalIPv6PrefixLen?: number;
            SecondaryIPAddresses?: components["schemas"]["Address"][] | null;
            SecondaryIPv6Addresses?: components["schemas"]["Address"][] | null;
            EndpointID?: string;
            Gateway?: string;
            GlobalIPv6Address?: string;
            GlobalIPv6PrefixLen?: number;
            IPAddress?: string;
            IPPrefixLen?: number;
            IPv6Gateway?: string;
            MacAddress?: string;
        };
        /** @description A mount as the engine made it. */
        MountPoint: {
            /** @enum {string} */
            Type: "bind" | "cluster" | "image" | "npipe" | "tmpfs" | "volume";
            Name?: string;
            Source: string;
            Destination: string;
            Driver?: string;
            Mode: string;
            RW: boolean;
            Propagation: string;
        };
        /** @description Where a container stands. */
        ContainerState: {
            /** @enum {string} */
            Status: "created" | "running" | "paused" | "restarting" | "removing" | "exited" | "dead";
            Running: boolean;
            Paused: boolean;
            Restarting: boolean;
            OOMKilled: boolean;
            Dead: boolean;
            Pid: number;
            ExitCode: number;
            Error: string;
            StartedAt: string;
            FinishedAt: string;
            Health?: components["schemas"]["Health"];
        };
        /** @description Where the layers of an object are. */
        DriverData: {
            Name: string;
            Data: {
                [key: string]: string;
            } | null;
        };
        /** @description Where the root file system is, from 1.52 on. */
        Storage: {
            RootFS?: components["schemas"]["StorageRootFS"];
        };
        /** @description The kind of storage behind the root file system. */
        StorageRootFS: {
            Snapshot?: components["schemas"]["StorageSnapshot"];
        };
        /** @description The snapshotter that holds it. */
        StorageSnapshot: {
            Name?: string;
        };
        /** @description A platform as OCI images name it. */
        OCIPlatform: {
            architecture: string;
            os: string;
            "os.version"?: string;
            "os.features"?: string[];
            variant?: string;
        };
        /** @description A piece of content as OCI images name it. */
        OCIDescriptor: {
            mediaType: string;
            digest: string;
            /** Format: int64 */
            size: number;
            urls?: string[];
            annotations?: {
                [key: string]: string;
            };
            data?: string;
            platform?: components["schemas"]["OCIPlatform"];
            artifactType?: string;
        };
        /** @description Everything about one container. */
        ContainerInspectResponse: {
            Id: string;
            Created: string;
            Path: string;
            Args: string[];
            State: components["schemas"]["ContainerState"];
            Image: string;
            ResolvConfPath: string;
            HostnamePath: string;
            HostsPath: string;
            LogPath: string;
            Name: string;
            RestartCount: number;
            Driver: string;
            Platform: string;
            ImageManifestDescriptor?: components["schemas"]["OCIDescriptor"];
            MountLabel: string;
            ProcessLabel: string;
            AppArmorProfile: string;
            ExecIDs: string[] | null;
            HostConfig: components["schemas"]["HostConfig"];
            /** @description Left out from 1.52 on. */
            GraphDriver?: components["schemas"]["DriverData"];
            Storage?: components["schemas"]["Storage"];
            /** Format: int64 */
            SizeRw?: number;
            /** Format: int64 */
            SizeRootFs?: number;
            Mounts: components["schemas"]["MountPoint"][];
            Config: components["schemas"]["ContainerConfig"];
            NetworkSettings: components["schemas"]["NetworkSettings"];
        };
        /** @description A port in a list of containers. */
        PortSummary: {
            IP?: string;
            PrivatePort: number;
            PublicPort?: number;
            /** @enum {string} */
            Type: "tcp" | "udp" | "sctp";
        };
        /** @description One row of `ps`. */
        ContainerSummary: {
            Id: string;
            Names: string[];
            Image: string;
            ImageID: string;
            ImageManifestDescriptor?: components["schemas"]["OCIDescriptor"];
            Command: string;
            /** Format: int64 */
            Created: number;
            Ports: components["schemas"]["PortSummary"][];
            /** Format: int64 */
            SizeRw?: number;
            /** Format: int64 */
            SizeRootFs?: number;
            Labels: {
                [key: string]: string;
            };
            /** @enum {string} */
            State: "created" | "running" | "paused" | "restarting" | "removing" | "exited" | "dead";
            Status: string;
            HostConfig: {
                NetworkMode: string;
                Annotations?: {
                    [key: string]: string;
                };
            };
            NetworkSettings: {
                Networks: {
                    [key: string]: components["schemas"]["EndpointState"];
                };
            };
            Mounts: components["schemas"]["MountPoint"][];
            Health?: {
                /** @enum {string} */
                Status: "none" | "starting" | "healthy" | "unhealthy";
                FailingStreak: number;
            };
        };
        /** @description The processes of a container. */
        ContainerTopResponse: {
            Titles: string[];
            Processes: string[][];
        };
        /** @description A path that differs from the image. */
        FilesystemChange: {
            Path: string;
            Kind: components["schemas"]["ChangeType"];
        };
        /** @description 0 modified, 1 added, 2 deleted. */
        ChangeType: number;
        /** @description Outcome of an update. */
        ContainerUpdateResponse: {
            Warnings: string[];
        };
        /** @description New limits; what is left out stays. */
        ContainerUpdateRequest: components["schemas"]["Resources"] & {
            RestartPolicy?: (components["schemas"]["RestartPolicy"] | null) | undefined;
        };
        /** @description Why waiting failed. */
        ContainerWaitExitError: {
            Message?: string;
        };
        /** @description How a container ended. */
        ContainerWaitResponse: {
            /** Format: int64 */
            StatusCode: number;
            Error?: components["schemas"]["ContainerWaitExitError"];
        };
        /** @description What was removed. */
        ContainerPruneResponse: {
            ContainersDeleted: string[] | null;
            /** Format: int64 */
            SpaceReclaimed: number;
        };
        /** @description Processor time, nanoseconds. */
        ContainerCPUUsage: {
            /** Format: int64 */
            total_usage: number;
            percpu_usage?: number[];
            /** Format: int64 */
            usage_in_kernelmode: number;
            /** Format: int64 */
            usage_in_usermode: number;
        };
        /** @description How often the quota held a container back. */
        ContainerThrottlingData: {
            /** Format: int64 */
            periods: number;
            /** Format: int64 */
            throttled_periods: number;
            /** Format: int64 */
            throttled_time: number;
        };
        /** @description Processor use. */
        ContainerCPUStats: {
            cpu_usage: components["schemas"]["ContainerCPUUsage"];
            /** Format: int64 */
            system_cpu_usage?: number;
            online_cpus?: number;
            throttling_data: components["schemas"]["ContainerThrottlingData"];
        };
        /** @description Memory use, bytes. */
        ContainerMemoryStats: {
            /** Format: int64 */
            usage?: number;
            /** Format: int64 */
            max_usage?: number;
            stats?: {
                [key: string]: number;
            };
            /** Format: int64 */
            failcnt?: number;
            /** Format: int64 */
            limit?: number;
            /** Format: int64 */
            commitbytes?: number;
            /** Format: int64 */
            commitpeakbytes?: number;
            /** Format: int64 */
            privateworkingset?: number;
        };
        /** @description Number of processes and its limit. */
        ContainerPidsStats: {
            /** Format: int64 */
            current?: number;
            limit?: number;
        };
        /** @description One device and kind of operation. */
        ContainerBlkioStatEntry: {
            /** Format: int64 */
            major: number;
            /** Format: int64 */
            minor: number;
            op: string;
            /** Format: int64 */
            value: number;
        };
        /** @description Block device use. */
        ContainerBlkioStats: {
            io_service_bytes_recursive: components["schemas"]["ContainerBlkioStatEntry"][] | null;
            io_serviced_recursive: components["schemas"]["ContainerBlkioStatEntry"][] | null;
            io_queue_recursive: components["schemas"]["ContainerBlkioStatEntry"][] | null;
            io_service_time_recursive: components["schemas"]["ContainerBlkioStatEntry"][] | null;
            io_wait_time_recursive: components["schemas"]["ContainerBlkioStatEntry"][] | null;
            io_merged_recursive: components["schemas"]["ContainerBlkioStatEntry"][] | null;
            io_time_recursive: components["schemas"]["ContainerBlkioStatEntry"][] | null;
            sectors_recursive: components["schemas"]["ContainerBlkioStatEntry"][] | null;
        };
        /** @description Storage use on Windows. */
        ContainerStorageStats: {
            /** Format: int64 */
            read_count_normalized?: number;
            /** Format: int64 */
            read_size_bytes?: number;
            /** Format: int64 */
            write_count_normalized?: number;
            /** Format: int64 */
            write_size_bytes?: number;
        };
        /** @description Traffic of one interface. */
        ContainerNetworkStats: {
            /** Format: int64 */
            rx_bytes: number;
            /** Format: int64 */
            rx_packets: number;
            /** Format: int64 */
            rx_errors: number;
            /** Format: int64 */
            rx_dropped: number;
            /** Format: int64 */
            tx_bytes: number;
            /** Format: int64 */
            tx_packets: number;
            /** Format: int64 */
            tx_errors: number;
            /** Format: int64 */
            tx_dropped: number;
            endpoint_id?: string;
            instance_id?: string;
        };
        /** @description One sample. */
        ContainerStatsResponse: {
            id?: string;
            name?: string;
            os_type?: string;
            read: string;
            preread: string;
            cpu_stats: components["schemas"]["ContainerCPUStats"];
            precpu_stats: components["schemas"]["ContainerCPUStats"];
            memory_stats: components["schemas"]["ContainerMemoryStats"];
            networks?: {
                [key: string]: components["schemas"]["ContainerNetworkStats"];
            };
            pids_stats: components["schemas"]["ContainerPidsStats"];
            blkio_stats: components["schemas"]["ContainerBlkioStats"];
            num_procs: number;
            storage_stats: components["schemas"]["ContainerStorageStats"];
        };
        /** @description A saved state of a container. */
        Checkpoint: {
            Name: string;
        };
        /** @description What to save. */
        CheckpointCreateRequest: {
            CheckpointID?: string | undefined;
            CheckpointDir?: string | undefined;
            Exit?: boolean | undefined;
        };
        /** @description A further process in a running container. */
        ExecConfig: {
            AttachStdin?: boolean | undefined;
            AttachStdout?: boolean | undefined;
            AttachStderr?: boolean | undefined;
            ConsoleSize?: (number[] | null) | undefined;
            DetachKeys?: string | undefined;
            Tty?: boolean | undefined;
            Env?: (string[] | null) | undefined;
            Cmd?: (string[] | null) | undefined;
            /** @default false */
            Privileged?: boolean | undefined;
            User?: string | undefined;
            WorkingDir?: string | undefined;
        };
        /** @description How to start it. */
        ExecStartConfig: {
            Detach?: boolean | undefined;
            Tty?: boolean | undefined;
            ConsoleSize?: (number[] | null) | undefined;
        };
        /** @description The command of an exec. */
        ProcessConfig: {
            privileged: boolean;
            user?: string;
            tty: boolean;
            entrypoint: string;
            arguments: string[];
        };
        /** @description Everything about one exec. */
        ExecInspectResponse: {
            CanRemove: boolean;
            DetachKeys: string;
            ID: string;
            Running: boolean;
            ExitCode: number | null;
            ProcessConfig: components["schemas"]["ProcessConfig"];
            OpenStdin: boolean;
            OpenStderr: boolean;
            OpenStdout: boolean;
            ContainerID: string;
            Pid: number;
        };
        /** @description What an image says about its containers. */
        ImageConfig: {
            User?: string;
            ExposedPorts?: {
                [key: string]: components["schemas"]["EmptyObject"];
            } | null;
            Env?: string[] | null;
            Cmd?: string[] | null;
            Healthcheck?: components["schemas"]["HealthConfig"];
            ArgsEscaped?: boolean;
            Volumes?: {
                [key: string]: components["schemas"]["EmptyObject"];
            } | null;
            WorkingDir?: string;
            Entrypoint?: string[] | null;
            OnBuild?: string[] | null;
            Labels?: {
                [key: string]: string;
            } | null;
            StopSignal?: string;
            Shell?: string[] | null;
            /** @description This and the following are sent to clients below 1.50 only. */
            Hostname?: string;
            Domainname?: string;
            AttachStdin?: boolean;
            AttachStdout?: boolean;
            AttachStderr?: boolean;
            Tty?: boolean;
            OpenStdin?: boolean;
            StdinOnce?: boolean;
            Image?: string;
        };
        /** @description One manifest of an image. */
        ImageManifestSummary: {
            ID: string;
            Descriptor: components["schemas"]["OCIDescriptor"];
            Available: boolean;
            Size: {
                /** Format: int64 */
                Total: number;
                /** Format: int64 */
                Content: number;
            };
            /** @enum {string} */
            Kind: "image" | "attestation" | "unknown";
            ImageData?: {
                Platform: components["schemas"]["OCIPlatform"];
                Identity?: components["schemas"]["Identity"];
                Containers: string[];
                Size: {
                    /** Format: int64 */
                    Unpacked: number;
                };
            };
            AttestationData?: {
                For: string;
            };
        };
        /** @description Who vouches for an image, from 1.53 on. */
        Identity: {
            Signature?: components["schemas"]["SignatureIdentity"][];
            Pull?: components["schemas"]["PullIdentity"][];
            Build?: components["schemas"]["BuildIdentity"][];
        };
        /** @description A signature of an image. */
        SignatureIdentity: {
            Name?: string;
            Timestamps?: {
                Type?: string;
                URI?: string;
                Timestamp?: string;
            }[];
            KnownSigner?: string;
            DockerReference?: string;
            Signer?: unknown;
            SignatureType?: string;
            Error?: string;
            Warnings?: string[];
        };
        /** @description Where an image was pulled from. */
        PullIdentity: {
            Repository?: string;
        };
        /** @description The build that made an image. */
        BuildIdentity: {
            Ref?: string;
            CreatedAt?: string;
        };
        /** @description Everything about one image. */
        ImageInspect: {
            Id: string;
            Descriptor?: components["schemas"]["OCIDescriptor"];
            Manifests?: components["schemas"]["ImageManifestSummary"][];
            Identity?: components["schemas"]["Identity"];
            RepoTags?: string[];
            RepoDigests?: string[];
            Parent?: string;
            Comment?: string;
            Created?: string;
            Container?: string;
            ContainerConfig?: components["schemas"]["ContainerConfig"];
            DockerVersion?: string;
            Author?: string;
            Config?: components["schemas"]["ImageConfig"];
            Architecture: string;
            Variant?: string;
            Os: string;
            OsVersion?: string;
            /** Format: int64 */
            Size: number;
            /** Format: int64 */
            VirtualSize?: number;
            GraphDriver?: components["schemas"]["DriverData"];
            RootFS: {
                Type: string;
                Layers?: string[];
                BaseLayer?: string;
            };
            Metadata?: {
                LastTagTime?: string;
            };
        };
        /** @description One row of `images`. */
        ImageSummary: {
            Id: string;
            ParentId: string;
            RepoTags: string[];
            RepoDigests: string[];
            /** Format: int64 */
            Created: number;
            /** Format: int64 */
            Size: number;
            /** Format: int64 */
            SharedSize: number;
            /** Format: int64 */
            VirtualSize?: number;
            Labels: {
                [key: string]: string;
            } | null;
            Containers: number;
            Manifests?: components["schemas"]["ImageManifestSummary"][];
            Descriptor?: components["schemas"]["OCIDescriptor"];
        };
        /** @description One step in the making of an image. */
        ImageHistoryItem: {
            Id: string;
            /** Format: int64 */
            Created: number;
            CreatedBy: string;
            Tags: string[] | null;
            /** Format: int64 */
            Size: number;
            Comment: string;
        };
        /** @description What one step of a removal did. */
        ImageDeleteResponseItem: {
            Untagged?: string;
            Deleted?: string;
        };
        /** @description What was removed. */
        ImagePruneResponse: {
            ImagesDeleted: components["schemas"]["ImageDeleteResponseItem"][] | null;
            /** Format: int64 */
            SpaceReclaimed: number;
        };
        /** @description A repository that was found. */
        ImageSearchItem: {
            description: string;
            is_official: boolean;
            is_automated: boolean;
            name: string;
            star_count: number;
        };
        /** @description A statement about an image. */
        AttestationStatement: {
            Descriptor?: components["schemas"]["OCIDescriptor"];
            PredicateType?: string;
            Statement?: unknown;
        };
        /** @description Identifies the built image. */
        ImageID: {
            ID?: string;
        };
        /** @description Why a stream ended early. */
        ErrorDetail: {
            code?: number;
            message?: string;
        };
        /** @description How far a step is. */
        ProgressDetail: {
            /** Format: int64 */
            current?: number;
            /** Format: int64 */
            total?: number;
            units?: string;
            hidecounts?: boolean;
        };
        /** @description One record of a build's progress. */
        BuildInfo: {
            id?: string;
            stream?: string;
            error?: string;
            errorDetail?: components["schemas"]["ErrorDetail"];
            status?: string;
            progress?: string;
            progressDetail?: components["schemas"]["ProgressDetail"];
            aux?: unknown;
        };
        /** @description One record of a pull's or import's progress. */
        CreateImageInfo: {
            id?: string;
            error?: string;
            errorDetail?: components["schemas"]["ErrorDetail"];
            status?: string;
            progress?: string;
            progressDetail?: components["schemas"]["ProgressDetail"];
            aux?: unknown;
        };
        /** @description One record of a push's progress. */
        PushImageInfo: {
            id?: string;
            error?: string;
            errorDetail?: components["schemas"]["ErrorDetail"];
            status?: string;
            progress?: string;
            progressDetail?: components["schemas"]["ProgressDetail"];
            aux?: unknown;
        };
        /** @description One record of the build cache. */
        BuildCache: {
            ID: string;
            Parent?: string;
            Parents?: string[] | null;
            Type: string;
            Description: string;
            InUse: boolean;
            Shared: boolean;
            /** Format: int64 */
            Size: number;
            CreatedAt: string;
            LastUsedAt: string | null;
            UsageCount: number;
        };
        /** @description What was removed. */
        BuildPruneResponse: {
            CachesDeleted: string[] | null;
            /** Format: int64 */
            SpaceReclaimed: number;
        };
        /** @description A named place for data. */
        Volume: {
            Name: string;
            Driver: string;
            Mountpoint: string;
            CreatedAt?: string;
            Status?: {
                [key: string]: string;
            };
            Labels: {
                [key: string]: string;
            } | null;
            /** @enum {string} */
            Scope: "local" | "global";
            ClusterVolume?: components["schemas"]["ClusterVolume"];
            Options: {
                [key: string]: string;
            } | null;
            UsageData?: {
                /** Format: int64 */
                Size: number;
                /** Format: int64 */
                RefCount: number;
            } | null;
        };
        /** @description The part of a volume that only swarms have. */
        ClusterVolume: {
            ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
            CreatedAt?: string;
            UpdatedAt?: string;
            Spec?: unknown;
            Info?: unknown;
            PublishStatus?: unknown[];
        };
        /** @description The volume wanted. */
        VolumeCreateRequest: {
            Name?: string | undefined;
            /** @default local */
            Driver?: string | undefined;
            DriverOpts?: ({
                [key: string]: string;
            } | null) | undefined;
            Labels?: ({
                [key: string]: string;
            } | null) | undefined;
            ClusterVolumeSpec?: unknown | undefined;
        };
        /** @description The volumes found. */
        VolumeListResponse: {
            Volumes: components["schemas"]["Volume"][];
            Warnings: string[] | null;
        };
        /** @description What was removed. */
        VolumePruneResponse: {
            VolumesDeleted: string[] | null;
            /** Format: int64 */
            SpaceReclaimed: number;
        };
        /** @description One pool of addresses. */
        IPAMConfig: {
            Subnet?: string | undefined;
            IPRange?: string | undefined;
            Gateway?: string | undefined;
            /** @description Docker's own documents call it AuxiliaryAddresses, its wire too. */
            AuxiliaryAddresses?: ({
                [key: string]: string;
            } | null) | undefined;
        };
        /** @description Who gives out addresses, and which. */
        IPAM: {
            /** @default default */
            Driver?: string | undefined;
            Config?: (components["schemas"]["IPAMConfig"][] | null) | undefined;
            Options?: ({
                [key: string]: string;
            } | null) | undefined;
        };
        /** @description The network whose configuration is shared. */
        ConfigReference: {
            Network?: string | undefined;
        };
        /** @description Another node of an overlay network. */
        PeerInfo: {
            Name?: string;
            IP?: string;
        };
        /** @description A container in a network. */
        EndpointResource: {
            Name: string;
            EndpointID: string;
            MacAddress: string;
            IPv4Address: string;
            IPv6Address: string;
        };
        /** @description One row of a list of networks. */
        NetworkSummary: {
            Name: string;
            Id: string;
            Created: string;
            Scope: string;
            Driver: string;
            /** @description From 1.48 on. */
            EnableIPv4?: boolean;
            EnableIPv6: boolean;
            IPAM: components["schemas"]["IPAM"];
            Internal: boolean;
            Attachable: boolean;
            Ingress: boolean;
            ConfigFrom: {
                Network: string;
            };
            ConfigOnly: boolean;
            Options: {
                [key: string]: string;
            };
            Labels: {
                [key: string]: string;
            };
            Peers?: components["schemas"]["PeerInfo"][];
        };
        /** @description Everything about one network. */
        NetworkInspect: components["schemas"]["NetworkSummary"] & {
            Containers: {
                [key: string]: components["schemas"]["EndpointResource"];
            };
            Services?: {
                [key: string]: unknown;
            };
            Status?: components["schemas"]["NetworkStatus"];
        };
        /** @description Use of the pools, from 1.52 on. */
        NetworkStatus: {
            IPAM?: {
                Subnets?: {
                    [key: string]: components["schemas"]["SubnetStatus"];
                };
            };
        };
        /** @description Use of one pool. */
        SubnetStatus: {
            IPsInUse?: number;
            DynamicIPsAvailable?: number;
        };
        /** @description The network wanted. */
        NetworkCreateRequest: {
            Name: string;
            CheckDuplicate?: boolean | undefined;
            /** @default bridge */
            Driver?: string | undefined;
            Scope?: string | undefined;
            Internal?: boolean | undefined;
            Attachable?: boolean | undefined;
            /** @default false */
            Ingress?: boolean | undefined;
            /** @default false */
            ConfigOnly?: boolean | undefined;
            ConfigFrom?: (components["schemas"]["ConfigReference"] | null) | undefined;
            IPAM?: (components["schemas"]["IPAM"] | null) | undefined;
            EnableIPv4?: (boolean | null) | undefined;
            EnableIPv6?: (boolean | null) | undefined;
            Options?: ({
                [key: string]: string;
            } | null) | undefined;
            Labels?: ({
                [key: string]: string;
            } | null) | undefined;
        };
        /** @description The new network. */
        NetworkCreateResponse: {
            Id: string;
            Warning: string;
        };
        /** @description The container to connect. */
        NetworkConnectRequest: {
            Container: string;
            EndpointConfig?: (components["schemas"]["EndpointSettings"] | null) | undefined;
        };
        /** @description The container to disconnect. */
        NetworkDisconnectRequest: {
            Container: string;
            /** @default false */
            Force?: boolean | undefined;
        };
        /** @description What was removed. */
        NetworkPruneResponse: {
            NetworksDeleted: string[] | null;
        };
        /** @description The drivers at hand. */
        PluginsInfo: {
            Volume: string[] | null;
            Network: string[] | null;
            Authorization: string[] | null;
            Log: string[] | null;
        };
        /** @description One registry. */
        IndexInfo: {
            Name: string;
            Mirrors: string[];
            Secure: boolean;
            Official: boolean;
        };
        /** @description The daemon's registries. */
        RegistryServiceConfig: {
            /** @description Below 1.53 only. */
            AllowNondistributableArtifactsCIDRs?: string[] | null;
            AllowNondistributableArtifactsHostnames?: string[] | null;
            InsecureRegistryCIDRs?: string[];
            IndexConfigs?: {
                [key: string]: components["schemas"]["IndexInfo"];
            };
            Mirrors?: string[];
        };
        /** @description Resources that a node offers by name. */
        GenericResources: {
            NamedResourceSpec?: {
                Kind?: string;
                Value?: string;
            };
            DiscreteResourceSpec?: {
                Kind?: string;
                /** Format: int64 */
                Value?: number;
            };
        }[];
        /** @description An OCI runtime. */
        Runtime: {
            path?: string;
            runtimeArgs?: string[] | null;
            runtimeType?: string;
            options?: unknown;
            status?: {
                [key: string]: string;
            };
        };
        /** @description A version of a component. */
        Commit: {
            ID: string;
            Expected?: string;
        };
        /**
         * @description A node's part in a swarm.
         * @enum {string}
         */
        LocalNodeState: "" | "inactive" | "pending" | "active" | "error" | "locked";
        /** @description Another manager of a swarm. */
        PeerNode: {
            NodeID?: string;
            Addr?: string;
        };
        /** @description This node's part in a swarm. */
        SwarmInfo: {
            NodeID: string;
            NodeAddr: string;
            LocalNodeState: components["schemas"]["LocalNodeState"];
            ControlAvailable: boolean;
            Error: string;
            RemoteManagers: components["schemas"]["PeerNode"][] | null;
            Nodes?: number;
            Managers?: number;
            Cluster?: components["schemas"]["ClusterInfo"];
        };
        /** @description What filters packets. */
        FirewallInfo: {
            Driver?: string;
            Info?: string[][];
        };
        /** @description A device that a driver found. */
        DeviceInfo: {
            Source?: string;
            ID?: string;
        };
        /** @description Node resource interface, from 1.53 on. */
        NRIInfo: {
            Info?: string[][];
        };
        /** @description The containerd in use. */
        ContainerdInfo: {
            Address?: string;
            Namespaces?: {
                Containers?: string;
                Plugins?: string;
            };
        };
        /** @description Everything about the daemon and its host. */
        SystemInfo: {
            ID: string;
            Containers: number;
            ContainersRunning: number;
            ContainersPaused: number;
            ContainersStopped: number;
            Images: number;
            Driver: string;
            DriverStatus: string[][];
            DockerRootDir: string;
            Plugins: components["schemas"]["PluginsInfo"];
            MemoryLimit: boolean;
            SwapLimit: boolean;
            KernelMemory?: boolean;
            KernelMemoryTCP?: boolean;
            CpuCfsPeriod: boolean;
            CpuCfsQuota: boolean;
            CPUShares: boolean;
            CPUSet: boolean;
            PidsLimit: boolean;
            OomKillDisable: boolean;
            IPv4Forwarding: boolean;
            BridgeNfIptables?: boolean;
            BridgeNfIp6tables?: boolean;
            Debug: boolean;
            NFd: number;
            NGoroutines: number;
            SystemTime: string;
            LoggingDriver: string;
            /** @enum {string} */
            CgroupDriver: "cgroupfs" | "systemd" | "none";
            /** @enum {string} */
            CgroupVersion?: "1" | "2";
            NEventsListener: number;
            KernelVersion: string;
            OperatingSystem: string;
            OSVersion: string;
            OSType: string;
            Architecture: string;
            NCPU: number;
            /** Format: int64 */
            MemTotal: number;
            IndexServerAddress: string;
            RegistryConfig: components["schemas"]["RegistryServiceConfig"] | null;
            GenericResources: components["schemas"]["GenericResources"] | null;
            HttpProxy: string;
            HttpsProxy: string;
            NoProxy: string;
            Name: string;
            Labels: string[] | null;
            ExperimentalBuild: boolean;
            ServerVersion: string;
            ClusterStore?: string;
            ClusterAdvertise?: string;
            Runtimes: {
                [key: string]: components["schemas"]["Runtime"];
            };
            DefaultRuntime: string;
            Swarm: components["schemas"]["SwarmInfo"];
            LiveRestoreEnabled: boolean;
            Isolation: string;
            InitBinary: string;
            ContainerdCommit: components["schemas"]["Commit"];
            RuncCommit: components["schemas"]["Commit"];
            InitCommit: components["schemas"]["Commit"];
            SecurityOptions: string[];
            ProductLicense?: string;
            DefaultAddressPools?: {
                Base: string;
                Size: number;
            }[];
            FirewallBackend?: components["schemas"]["FirewallInfo"];
            DiscoveredDevices?: components["schemas"]["DeviceInfo"][];
            NRI?: components["schemas"]["NRIInfo"];
            Warnings: string[] | null;
            CDISpecDirs?: string[] | null;
            Containerd?: components["schemas"]["ContainerdInfo"];
        };
        /** @description The versions of the engine and its parts. */
        SystemVersion: {
            Platform?: {
                Name: string;
            };
            Components?: {
                Name: string;
                Version: string;
                Details?: {
                    [key: string]: string;
                } | null;
            }[];
            Version: string;
            ApiVersion: string;
            MinAPIVersion?: string;
            GitCommit: string;
            GoVersion: string;
            Os: string;
            Arch: string;
            KernelVersion?: string;
            Experimental?: boolean;
            BuildTime?: string;
        };
        /** @description What an event is about. */
        EventActor: {
            ID: string;
            Attributes: {
                [key: string]: string;
            };
        };
        /** @description Something that happened. `status`, `id` and `from` are left out from 1.52 on. */
        EventMessage: {
            /** @enum {string} */
            Type: "builder" | "config" | "container" | "daemon" | "image" | "network" | "node" | "plugin" | "secret" | "service" | "volume";
            Action: string;
            Actor: components["schemas"]["EventActor"];
            /** @enum {string} */
            scope: "local" | "swarm";
            /** Format: int64 */
            time: number;
            /** Format: int64 */
            timeNano: number;
            status?: string;
            id?: string;
            from?: string;
        };
        /** @description Credentials for a registry. */
        AuthConfig: {
            username?: string | undefined;
            password?: string | undefined;
            email?: string | undefined;
            serveraddress?: string | undefined;
            auth?: string | undefined;
            identitytoken?: string | undefined;
            registrytoken?: string | undefined;
        };
        /** @description Outcome of a login. */
        AuthResponse: {
            Status: string;
            IdentityToken?: string;
        };
        /** @description What a registry says about an image. */
        DistributionInspect: {
            Descriptor: components["schemas"]["OCIDescriptor"];
            Platforms: components["schemas"]["OCIPlatform"][];
        };
        /** @description Use of the disk. The fields after `BuildCacheUsage` are left out from 1.52 on when `verbose` is set. */
        SystemDataUsageResponse: {
            ImageUsage?: components["schemas"]["ImagesDiskUsage"];
            ContainerUsage?: components["schemas"]["ContainersDiskUsage"];
            VolumeUsage?: components["schemas"]["VolumesDiskUsage"];
            BuildCacheUsage?: components["schemas"]["BuildCacheDiskUsage"];
            /** Format: int64 */
            LayersSize?: number;
            Images?: components["schemas"]["ImageSummary"][] | null;
            Containers?: components["schemas"]["ContainerSummary"][] | null;
            Volumes?: components["schemas"]["Volume"][] | null;
            BuildCache?: components["schemas"]["BuildCache"][] | null;
            /** Format: int64 */
            BuilderSize?: number;
        };
        /** @description Use by images. */
        ImagesDiskUsage: {
            ActiveCount?: number;
            TotalCount?: number;
            /** Format: int64 */
            Reclaimable?: number;
            /** Format: int64 */
            TotalSize?: number;
            Items?: components["schemas"]["ImageSummary"][];
        };
        /** @description Use by containers. */
        ContainersDiskUsage: {
            ActiveCount?: number;
            TotalCount?: number;
            /** Format: int64 */
            Reclaimable?: number;
            /** Format: int64 */
            TotalSize?: number;
            Items?: components["schemas"]["ContainerSummary"][];
        };
        /** @description Use by volumes. */
        VolumesDiskUsage: {
            ActiveCount?: number;
            TotalCount?: number;
            /** Format: int64 */
            Reclaimable?: number;
            /** Format: int64 */
            TotalSize?: number;
            Items?: components["schemas"]["Volume"][];
        };
        /** @description Use by the build cache. */
        BuildCacheDiskUsage: {
            ActiveCount?: number;
            TotalCount?: number;
            /** Format: int64 */
            Reclaimable?: number;
            /** Format: int64 */
            TotalSize?: number;
            Items?: components["schemas"]["BuildCache"][];
        };
        /** @description What a plugin asks for. */
        PluginPrivilege: {
            Name?: string;
            Description?: string;
            Value?: string[];
        };
        /** @description Counts the changes of an object. */
        ObjectVersion: {
            Index?: number;
        };
        /** @description The certificates of a swarm. */
        TLSInfo: {
            TrustRoot?: string;
            CertIssuerSubject?: string;
            CertIssuerPublicKey?: string;
        };
        /** @description What nodes show to join. */
        JoinTokens: {
            Worker?: string;
            Manager?: string;
        };
        /** @description A swarm, with its tokens. */
        Swarm: components["schemas"]["ClusterInfo"] & {
            JoinTokens?: components["schemas"]["JoinTokens"];
        };
        /** @description How a swarm behaves. */
        SwarmSpec: {
            Name?: string;
            Labels?: {
                [key: string]: string;
            };
            Orchestration?: {
                /** Format: int64 */
                TaskHistoryRetentionLimit?: number;
            } | null;
            Raft?: {
                SnapshotInterval?: number;
                KeepOldSnapshots?: number;
                LogEntriesForSlowFollowers?: number;
                ElectionTick?: number;
                HeartbeatTick?: number;
            };
            Dispatcher?: {
                /** Format: int64 */
                HeartbeatPeriod?: number;
            } | null;
            CAConfig?: {
                /** Format: int64 */
                NodeCertExpiry?: number;
                ExternalCAs?: {
                    /** @enum {string} */
                    Protocol?: "cfssl";
                    URL?: string;
                    Options?: {
                        [key: string]: string;
                    };
                    CACert?: string;
                }[];
                SigningCACert?: string;
                SigningCAKey?: string;
                ForceRotate?: number;
            } | null;
            EncryptionConfig?: {
                AutoLockManagers?: boolean;
            };
            TaskDefaults?: {
                LogDriver?: {
                    Name?: string;
                    Options?: {
                        [key: string]: string;
                    };
                };
            };
        };
        /** @description A swarm. */
        ClusterInfo: {
            ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
            /** Format: date-time */
            CreatedAt?: string;
            /** Format: date-time */
            UpdatedAt?: string;
            Spec?: components["schemas"]["SwarmSpec"];
            TLSInfo?: components["schemas"]["TLSInfo"];
            RootRotationInProgress?: boolean;
            DataPathPort?: number;
            DefaultAddrPool?: string[];
            SubnetSize?: number;
        } | null;
        /** @description A member of a swarm. */
        Node: {
            ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
            /** Format: date-time */
            CreatedAt?: string;
            /** Format: date-time */
            UpdatedAt?: string;
            Spec?: components["schemas"]["NodeSpec"];
            Description?: components["schemas"]["NodeDescription"];
            Status?: components["schemas"]["NodeStatus"];
            ManagerStatus?: components["schemas"]["ManagerStatus"];
        };
        /** @description What is wanted of a node. */
        NodeSpec: {
            Name?: string;
            Labels?: {
                [key: string]: string;
            };
            /** @enum {string} */
            Role?: "worker" | "manager";
            /** @enum {string} */
            Availability?: "active" | "pause" | "drain";
        };
        /** @description What a node reports. */
        NodeDescription: {
            Hostname?: string;
            Platform?: components["schemas"]["Platform"];
            Resources?: components["schemas"]["ResourceObject"];
            Engine?: components["schemas"]["EngineDescription"];
            TLSInfo?: components["schemas"]["TLSInfo"];
        };
        /** @description Architecture and system of a node. */
        Platform: {
            Architecture?: string;
            OS?: string;
        };
        /** @description The engine of a node. */
        EngineDescription: {
            EngineVersion?: string;
            Labels?: {
                [key: string]: string;
            };
            Plugins?: {
                Type?: string;
                Name?: string;
            }[];
        };
        /** @description How a node is. */
        NodeStatus: {
            State?: components["schemas"]["NodeState"];
            Message?: string;
            Addr?: string;
        };
        /**
         * @description How a node is, in a word.
         * @enum {string}
         */
        NodeState: "unknown" | "down" | "ready" | "disconnected";
        /** @description How a manager is. */
        ManagerStatus: {
            Leader?: boolean;
            Reachability?: components["schemas"]["Reachability"];
            Addr?: string;
        } | null;
        /**
         * @description Whether a manager answers.
         * @enum {string}
         */
        Reachability: "unknown" | "unreachable" | "reachable";
        /** @description Resources offered or reserved. */
        ResourceObject: {
            /** Format: int64 */
            NanoCPUs?: number;
            /** Format: int64 */
            MemoryBytes?: number;
            GenericResources?: components["schemas"]["GenericResources"];
        };
        /** @description Resources not to be exceeded. */
        Limit: {
            /** Format: int64 */
            NanoCPUs?: number;
            /** Format: int64 */
            MemoryBytes?: number;
            /** Format: int64 */
            Pids?: number;
        };
        /** @description What a task runs. */
        TaskSpec: {
            PluginSpec?: {
                Name?: string;
                Remote?: string;
                Disabled?: boolean;
                PluginPrivilege?: {
                    Name?: string;
                    Description?: string;
                    Value?: string[];
                }[];
            };
            ContainerSpec?: {
                Image?: string;
                Labels?: {
                    [key: string]: string;
                };
                Command?: string[];
                Args?: string[];
                Hostname?: string;
                Env?: string[];
                Dir?: string;
                User?: string;
                Groups?: string[];
                Privileges?: {
                    CredentialSpec?: {
                        Config?: string;
                        File?: string;
                        Registry?: string;
                    };
                    SELinuxContext?: {
                        Disable?: boolean;
                        User?: string;
                        Role?: string;
                        Type?: string;
                        Level?: string;
                    };
                };
                TTY?: boolean;
                OpenStdin?: boolean;
                ReadOnly?: boolean;
                Mounts?: components["schemas"]["Mount"][];
                StopSignal?: string;
                /** Format: int64 */
                StopGracePeriod?: number;
                HealthCheck?: components["schemas"]["HealthConfig"];
                Hosts?: string[];
                DNSConfig?: {
                    Nameservers?: string[];
                    Search?: string[];
                    Options?: string[];
                };
                Secrets?: {
                    File?: {
                        Name?: string;
                        UID?: string;
                        GID?: string;
                        Mode?: number;
                    };
                    SecretID?: string;
                    SecretName?: string;
                }[];
                Configs?: {
                    File?: {
                        Name?: string;
                        UID?: string;
                        GID?: string;
                        Mode?: number;
                    };
                    Runtime?: Record<string, never>;
                    ConfigID?: string;
                    ConfigName?: string;
                }[];
                /** @enum {string} */
                Isolation?: "default" | "process" | "hyperv";
                Init?: boolean | null;
                Sysctls?: {
                    [key: string]: string;
                };
                CapabilityAdd?: string[];
                CapabilityDrop?: string[];
                Ulimits?: {
                    Name?: string;
                    Soft?: number;
                    Hard?: number;
                }[];
            };
            NetworkAttachmentSpec?: {
                ContainerID?: string;
            };
            Resources?: {
                Limits?: components["schemas"]["Limit"];
                Reservations?: components["schemas"]["ResourceObject"];
            };
            RestartPolicy?: {
                /** @enum {string} */
                Condition?: "none" | "on-failure" | "any";
                /** Format: int64 */
                Delay?: number;
                /** Format: int64 */
                MaxAttempts?: number;
                /** Format: int64 */
                Window?: number;
            };
            Placement?: {
                Constraints?: string[];
                Preferences?: {
                    Spread?: {
                        SpreadDescriptor?: string;
                    };
                }[];
                /** Format: int64 */
                MaxReplicas?: number;
                Platforms?: components["schemas"]["Platform"][];
            };
            ForceUpdate?: number;
            Runtime?: string;
            Networks?: components["schemas"]["NetworkAttachmentConfig"][];
            LogDriver?: {
                Name?: string;
                Options?: {
                    [key: string]: string;
                };
            };
        };
        /**
         * @description How far a task is.
         * @enum {string}
         */
        TaskState: "new" | "allocated" | "pending" | "assigned" | "accepted" | "preparing" | "ready" | "starting" | "running" | "complete" | "shutdown" | "failed" | "rejected" | "remove" | "orphaned";
        /** @description One run of a service. */
        Task: {
            ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
            /** Format: date-time */
            CreatedAt?: string;
            /** Format: date-time */
            UpdatedAt?: string;
            Name?: string;
            Labels?: {
                [key: string]: string;
            };
            Spec?: components["schemas"]["TaskSpec"];
            ServiceID?: string;
            Slot?: number;
            NodeID?: string;
            AssignedGenericResources?: components["schemas"]["GenericResources"];
            Status?: {
                /** Format: date-time */
                Timestamp?: string;
                State?: components["schemas"]["TaskState"];
                Message?: string;
                Err?: string;
                ContainerStatus?: {
                    ContainerID?: string;
                    PID?: number;
                    ExitCode?: number;
                };
            };
            DesiredState?: components["schemas"]["TaskState"];
            JobIteration?: components["schemas"]["ObjectVersion"];
        };
        /** @description A network of a task. */
        NetworkAttachmentConfig: {
            Target?: string;
            Aliases?: string[];
            DriverOpts?: {
                [key: string]: string;
            };
        };
        /** @description What a service runs. */
        ServiceSpec: {
            Name?: string;
            Labels?: {
                [key: string]: string;
            };
            TaskTemplate?: components["schemas"]["TaskSpec"];
            Mode?: {
                Replicated?: {
                    /** Format: int64 */
                    Replicas?: number;
                };
                Global?: Record<string, never>;
                ReplicatedJob?: {
                    /** Format: int64 */
                    MaxConcurrent?: number;
                    /** Format: int64 */
                    TotalCompletions?: number;
                };
                GlobalJob?: Record<string, never>;
            };
            UpdateConfig?: {
                /** Format: int64 */
                Parallelism?: number;
                /** Format: int64 */
                Delay?: number;
                /** @enum {string} */
                FailureAction?: "continue" | "pause" | "rollback";
                /** Format: int64 */
                Monitor?: number;
                MaxFailureRatio?: number;
                /** @enum {string} */
                Order?: "stop-first" | "start-first";
            };
            RollbackConfig?: {
                /** Format: int64 */
                Parallelism?: number;
                /** Format: int64 */
                Delay?: number;
                /** @enum {string} */
                FailureAction?: "continue" | "pause";
                /** Format: int64 */
                Monitor?: number;
                MaxFailureRatio?: number;
                /** @enum {string} */
                Order?: "stop-first" | "start-first";
            };
            Networks?: components["schemas"]["NetworkAttachmentConfig"][];
            EndpointSpec?: components["schemas"]["EndpointSpec"];
        };
        /** @description A service. */
        Service: {
            ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
            /** Format: date-time */
            CreatedAt?: string;
            /** Format: date-time */
            UpdatedAt?: string;
            Spec?: components["schemas"]["ServiceSpec"];
            Endpoint?: {
                Spec?: components["schemas"]["EndpointSpec"];
                Ports?: components["schemas"]["EndpointPortConfig"][];
                VirtualIPs?: {
                    NetworkID?: string;
                    Addr?: string;
                }[];
            };
            UpdateStatus?: {
                /** @enum {string} */
                State?: "updating" | "paused" | "completed";
                /** Format: date-time */
                StartedAt?: string;
                /** Format: date-time */
                CompletedAt?: string;
                Message?: string;
            };
            ServiceStatus?: {
                RunningTasks?: number;
                DesiredTasks?: number;
                CompletedTasks?: number;
            };
            JobStatus?: {
                JobIteration?: components["schemas"]["ObjectVersion"];
                /** Format: date-time */
                LastExecution?: string;
            };
        };
        /** @description Outcome of an update. */
        ServiceUpdateResponse: {
            Warnings?: string[];
        };
        /** @description A published port of a service. */
        EndpointPortConfig: {
            Name?: string;
            /** @enum {string} */
            Protocol?: "tcp" | "udp" | "sctp";
            TargetPort?: number;
            PublishedPort?: number;
            /** @enum {string} */
            PublishMode?: "ingress" | "host";
        };
        /** @description How a service is reached. */
        EndpointSpec: {
            /** @enum {string} */
            Mode?: "vip" | "dnsrr";
            Ports?: components["schemas"]["EndpointPortConfig"][];
        };
        /** @description A driver and its options. */
        Driver: {
            Name: string;
            Options?: {
                [key: string]: string;
            };
        };
        /** @description A secret. */
        Secret: {
            ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
            /** Format: date-time */
            CreatedAt?: string;
            /** Format: date-time */
            UpdatedAt?: string;
            Spec?: components["schemas"]["SecretSpec"];
        };
        /** @description The secret wanted. */
        SecretSpec: {
            Name?: string;
            Labels?: {
                [key: string]: string;
            };
            Data?: string;
            Driver?: components["schemas"]["Driver"];
            Templating?: components["schemas"]["Driver"];
        };
        /** @description A config. */
        Config: {
            ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
            /** Format: date-time */
            CreatedAt?: string;
            /** Format: date-time */
            UpdatedAt?: string;
            Spec?: components["schemas"]["ConfigSpec"];
        };
        /** @description The config wanted. */
        ConfigSpec: {
            Name?: string;
            Labels?: {
                [key: string]: string;
            };
            Data?: string;
            Templating?: components["schemas"]["Driver"];
        };
        /** @description A managed plugin. */
        Plugin: {
            Id?: string;
            Name: string;
            Enabled: boolean;
            Settings: {
                Mounts: components["schemas"]["PluginMount"][];
                Env: string[];
                Args: string[];
                Devices: components["schemas"]["PluginDevice"][];
            };
            PluginReference?: string;
            Config: {
                DockerVersion?: string;
                Description: string;
                Documentation: string;
                Interface: {
                    Types: components["schemas"]["PluginInterfaceType"][];
                    Socket: string;
                    /** @enum {string} */
                    ProtocolScheme?: "" | "moby.plugins.http/v1";
                };
                Entrypoint: string[];
                WorkDir: string;
                User?: {
                    UID?: number;
                    GID?: number;
                };
                Network: {
                    Type: string;
                };
                Linux: {
                    Capabilities: string[];
                    AllowAllDevices: boolean;
                    Devices: components["schemas"]["PluginDevice"][];
                };
                PropagatedMount: string;
                IpcHost: boolean;
                PidHost: boolean;
                Mounts: components["schemas"]["PluginMount"][];
                Env: components["schemas"]["PluginEnv"][];
                Args: {
                    Name: string;
                    Description: string;
                    Settable: string[];
                    Value: string[];
                };
                rootfs?: {
                    type?: string;
                    diff_ids?: string[];
                };
            };
        };
        /** @description A mount of a plugin. */
        PluginMount: {
            Name: string;
            Description: string;
            Settable: string[];
            Source: string;
            Destination: string;
            Type: string;
            Options: string[];
        };
        /** @description A device of a plugin. */
        PluginDevice: {
            Name: string;
            Description: string;
            Settable: string[];
            Path: string;
        };
        /** @description A variable of a plugin. */
        PluginEnv: {
            Name: string;
            Description: string;
            Settable: string[];
            Value: string;
        };
        /** @description What a plugin implements. */
        PluginInterfaceType: {
            Prefix: string;
            Capability: string;
            Version: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    X0: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ContainerCreateRequest"];
            };
        };
        responses: {
            /** @description x */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    X1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ContainerUpdateRequest"];
            };
        };
        responses: {
            /** @description x */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    X2: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ExecConfig"];
            };
        };
        responses: {
            /** @description x */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    X3: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ExecStartConfig"];
            };
        };
        responses: {
            /** @description x */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    X4: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NetworkCreateRequest"];
            };
        };
        responses: {
            /** @description x */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    X5: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NetworkConnectRequest"];
            };
        };
        responses: {
            /** @description x */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    X6: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NetworkDisconnectRequest"];
            };
        };
        responses: {
            /** @description x */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    X7: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["VolumeCreateRequest"];
            };
        };
        responses: {
            /** @description x */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    X8: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CheckpointCreateRequest"];
            };
        };
        responses: {
            /** @description x */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    X9: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AuthConfig"];
            };
        };
        responses: {
            /** @description x */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
