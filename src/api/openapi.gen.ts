// Generated from api/swagger.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/containers/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List containers. */
        get: operations["ContainerList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a container. */
        post: operations["ContainerCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect a container. */
        get: operations["ContainerInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/top": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the processes of a container. */
        get: operations["ContainerTop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the output of a container.
         * @description A terminal's output is raw, all other output is framed by stream.
         */
        get: operations["ContainerLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what differs from the image. */
        get: operations["ContainerChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export the root file system. */
        get: operations["ContainerExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sample the use of resources, once a second. */
        get: operations["ContainerStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/resize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resize the terminal of a container. */
        post: operations["ContainerResize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a container. */
        post: operations["ContainerStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a container. */
        post: operations["ContainerStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restart a container. */
        post: operations["ContainerRestart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/kill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a signal to a container. */
        post: operations["ContainerKill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the limits of a container. */
        post: operations["ContainerUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rename a container. */
        post: operations["ContainerRename"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Freeze the processes of a container. */
        post: operations["ContainerPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/unpause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the processes of a container go on. */
        post: operations["ContainerUnpause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attach to the streams of a container.
         * @description With `Upgrade: tcp` the answer is 101, otherwise 200; then the connection carries the streams.
         */
        post: operations["ContainerAttach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/attach/ws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Attach to the streams of a container through a WebSocket. */
        get: operations["ContainerAttachWebsocket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wait until a container ends.
         * @description The head of the answer is sent at once, the body at the end.
         */
        post: operations["ContainerWait"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a container. */
        delete: operations["ContainerDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Copy files out of a container. */
        get: operations["ContainerArchive"];
        /** Copy files into a container. */
        put: operations["PutContainerArchive"];
        post?: never;
        delete?: never;
        options?: never;
        /** Describe a file in a container. */
        head: operations["ContainerArchiveInfo"];
        patch?: never;
        trace?: never;
    };
    "/containers/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove all stopped containers. */
        post: operations["ContainerPrune"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the saved states of a container. */
        get: operations["ContainerCheckpointList"];
        put?: never;
        /** Save the state of a container. */
        post: operations["ContainerCheckpointCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/checkpoints/{checkpoint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a saved state. */
        delete: operations["ContainerCheckpointDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/exec": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prepare a further process. */
        post: operations["ContainerExec"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exec/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start it.
         * @description Unless detached, the connection then carries its streams, as with attach.
         */
        post: operations["ExecStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exec/{id}/resize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resize its terminal. */
        post: operations["ExecResize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exec/{id}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect it. */
        get: operations["ExecInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List images. */
        get: operations["ImageList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pull or import an image. */
        post: operations["ImageCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect an image. */
        get: operations["ImageInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the statements about an image. */
        get: operations["ImageAttestations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how an image was made. */
        get: operations["ImageHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Push an image to its registry. */
        post: operations["ImagePush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/tag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an image a further name. */
        post: operations["ImageTag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an image's name, and the image with its last. */
        delete: operations["ImageDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search a registry. */
        get: operations["ImageSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove unused images. */
        post: operations["ImagePrune"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Save an image. */
        get: operations["ImageGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Save several images. */
        get: operations["ImageGetAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Load saved images. */
        post: operations["ImageLoad"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an image of a container. */
        post: operations["ImageCommit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/build": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Build an image. */
        post: operations["ImageBuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/build/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove the build cache. */
        post: operations["BuildPrune"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/build/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a build. */
        post: operations["BuildCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Become the client's session.
         * @description The connection is upgraded to HTTP/2, over which the engine calls the client.
         */
        post: operations["Session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grpc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reach the builder.
         * @description The connection is upgraded to HTTP/2.
         */
        post: operations["Grpc"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List networks. */
        get: operations["NetworkList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect a network. */
        get: operations["NetworkInspect"];
        put?: never;
        post?: never;
        /** Remove a network. */
        delete: operations["NetworkDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a network. */
        post: operations["NetworkCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/{id}/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect a container. */
        post: operations["NetworkConnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/{id}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disconnect a container. */
        post: operations["NetworkDisconnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove unused networks. */
        post: operations["NetworkPrune"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volumes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List volumes. */
        get: operations["VolumeList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volumes/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a volume. */
        post: operations["VolumeCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volumes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect a volume. */
        get: operations["VolumeInspect"];
        /** Update a volume of a swarm. */
        put: operations["VolumeUpdate"];
        post?: never;
        /** Remove a volume. */
        delete: operations["VolumeDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volumes/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove unused volumes. */
        post: operations["VolumePrune"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the engine answers. */
        get: operations["SystemPing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** Whether the engine answers, without a body. */
        head: operations["SystemPingHead"];
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of the engine and its parts. */
        get: operations["SystemVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe the engine and its host. */
        get: operations["SystemInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check credentials against a registry. */
        post: operations["SystemAuth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what happens.
         * @description One record a line; without `until` it goes on until the client leaves.
         */
        get: operations["SystemEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system/df": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the use of the disk. */
        get: operations["SystemDataUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distribution/{name}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask a registry about an image. */
        get: operations["DistributionInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counters in Prometheus' text format. */
        get: operations["SystemMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debug/vars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Internal figures. */
        get: operations["SystemDebugVars"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debug/pprof/{profile}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A profile of the engine. */
        get: operations["SystemDebugProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List plugins. */
        get: operations["PluginList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/privileges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a plugin asks for. */
        get: operations["GetPluginPrivileges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Install a plugin. */
        post: operations["PluginPull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect a plugin. */
        get: operations["PluginInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a plugin. */
        delete: operations["PluginDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable a plugin. */
        post: operations["PluginEnable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable a plugin. */
        post: operations["PluginDisable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/upgrade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upgrade a plugin. */
        post: operations["PluginUpgrade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a plugin of a directory. */
        post: operations["PluginCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Push a plugin. */
        post: operations["PluginPush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Configure a plugin. */
        post: operations["PluginSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List nodes. */
        get: operations["NodeList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect a node. */
        get: operations["NodeInspect"];
        put?: never;
        post?: never;
        /** Remove a node. */
        delete: operations["NodeDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes/{id}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Update a node. */
        post: operations["NodeUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect the swarm. */
        get: operations["SwarmInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/init": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Found a swarm. */
        post: operations["SwarmInit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join a swarm. */
        post: operations["SwarmJoin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the swarm. */
        post: operations["SwarmLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Update the swarm. */
        post: operations["SwarmUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/unlockkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the key of a locked swarm. */
        get: operations["SwarmUnlockkey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unlock the swarm. */
        post: operations["SwarmUnlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List services. */
        get: operations["ServiceList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a service. */
        post: operations["ServiceCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect a service. */
        get: operations["ServiceInspect"];
        put?: never;
        post?: never;
        /** Remove a service. */
        delete: operations["ServiceDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Update a service. */
        post: operations["ServiceUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the output of a service. */
        get: operations["ServiceLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tasks. */
        get: operations["TaskList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect a task. */
        get: operations["TaskInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the output of a task. */
        get: operations["TaskLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List secrets. */
        get: operations["SecretList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a secret. */
        post: operations["SecretCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect a secret. */
        get: operations["SecretInspect"];
        put?: never;
        post?: never;
        /** Remove a secret. */
        delete: operations["SecretDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/{id}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Update a secret. */
        post: operations["SecretUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List configs. */
        get: operations["ConfigList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configs/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a config. */
        post: operations["ConfigCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspect a config. */
        get: operations["ConfigInspect"];
        put?: never;
        post?: never;
        /** Remove a config. */
        delete: operations["ConfigDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configs/{id}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Update a config. */
        post: operations["ConfigUpdate"];
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
            Log: components["schemas"]["HealthcheckResult"][];
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
        /** @description One host address at which a port answers. */
        PublishedPort: {
            HostIp: string;
            HostPort: string;
        };
        /** @description `port/protocol` to host addresses; null for a port that is not published. */
        PublishedPortMap: {
            [key: string]: components["schemas"]["PublishedPort"][] | null;
        };
        /** @description A mount as a client asks for it. */
        Mount: {
            Target?: string | undefined;
            Source?: string | undefined;
            /** @enum {string} */
            Type?: string | undefined;
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
            Propagation?: string | undefined;
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
            CgroupnsMode?: string | undefined;
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
            Isolation?: string | undefined;
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
                [key: string]: components["schemas"]["EndpointSettings"];
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
            Ports: components["schemas"]["PublishedPortMap"] | null;
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
        /** @description A configuration as inspection shows it: complete. */
        ContainerConfigInspect: WithRequired<components["schemas"]["ContainerConfig"], "Hostname" | "Domainname" | "User" | "AttachStdin" | "AttachStdout" | "AttachStderr" | "Tty" | "OpenStdin" | "StdinOnce" | "Env" | "Cmd" | "Image" | "Volumes" | "WorkingDir" | "Entrypoint" | "OnBuild" | "Labels">;
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
            Config: components["schemas"]["ContainerConfigInspect"];
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
            RepoTags: string[];
            RepoDigests: string[];
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
        /** @description One record of the progress of a pull, an import or a load. */
        CreateImageInfo: {
            id?: string;
            stream?: string;
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
                [key: string]: unknown;
            } | null;
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
        /** @description Who gave out the addresses of a network, and which. */
        NetworkIPAM: {
            Driver: string;
            Config: components["schemas"]["IPAMConfig"][] | null;
            Options: {
                [key: string]: string;
            } | null;
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
            IPAM: components["schemas"]["NetworkIPAM"];
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
                Kind?: string | undefined;
                Value?: string | undefined;
            } | undefined;
            DiscreteResourceSpec?: {
                Kind?: string | undefined;
                /** Format: int64 */
                Value?: number | undefined;
            } | undefined;
        }[] | null;
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
            GenericResources: components["schemas"]["GenericResources"];
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
            Name?: string | undefined;
            Description?: string | undefined;
            Value?: string[] | undefined;
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
            Name?: string | undefined;
            Labels?: {
                [key: string]: string;
            } | undefined;
            Orchestration?: ({
                /** Format: int64 */
                TaskHistoryRetentionLimit?: number | undefined;
            } | null) | undefined;
            Raft?: {
                SnapshotInterval?: number | undefined;
                KeepOldSnapshots?: number | undefined;
                LogEntriesForSlowFollowers?: number | undefined;
                ElectionTick?: number | undefined;
                HeartbeatTick?: number | undefined;
            } | undefined;
            Dispatcher?: ({
                /** Format: int64 */
                HeartbeatPeriod?: number | undefined;
            } | null) | undefined;
            CAConfig?: ({
                /** Format: int64 */
                NodeCertExpiry?: number | undefined;
                ExternalCAs?: {
                    /** @enum {string} */
                    Protocol?: string | undefined;
                    URL?: string | undefined;
                    Options?: {
                        [key: string]: string;
                    } | undefined;
                    CACert?: string | undefined;
                }[] | undefined;
                SigningCACert?: string | undefined;
                SigningCAKey?: string | undefined;
                ForceRotate?: number | undefined;
            } | null) | undefined;
            EncryptionConfig?: {
                AutoLockManagers?: boolean | undefined;
            } | undefined;
            TaskDefaults?: {
                LogDriver?: {
                    Name?: string | undefined;
                    Options?: {
                        [key: string]: string;
                    } | undefined;
                } | undefined;
            } | undefined;
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
            Name?: string | undefined;
            Labels?: {
                [key: string]: string;
            } | undefined;
            /** @enum {string} */
            Role?: string | undefined;
            /** @enum {string} */
            Availability?: string | undefined;
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
            Architecture?: string | undefined;
            OS?: string | undefined;
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
            NanoCPUs?: number | undefined;
            /** Format: int64 */
            MemoryBytes?: number | undefined;
            GenericResources?: components["schemas"]["GenericResources"] | undefined;
        };
        /** @description Resources not to be exceeded. */
        Limit: {
            /** Format: int64 */
            NanoCPUs?: number | undefined;
            /** Format: int64 */
            MemoryBytes?: number | undefined;
            /** Format: int64 */
            Pids?: number | undefined;
        };
        /** @description What a task runs. */
        TaskSpec: {
            PluginSpec?: {
                Name?: string | undefined;
                Remote?: string | undefined;
                Disabled?: boolean | undefined;
                PluginPrivilege?: {
                    Name?: string | undefined;
                    Description?: string | undefined;
                    Value?: string[] | undefined;
                }[] | undefined;
            } | undefined;
            ContainerSpec?: {
                Image?: string | undefined;
                Labels?: {
                    [key: string]: string;
                } | undefined;
                Command?: string[] | undefined;
                Args?: string[] | undefined;
                Hostname?: string | undefined;
                Env?: string[] | undefined;
                Dir?: string | undefined;
                User?: string | undefined;
                Groups?: string[] | undefined;
                Privileges?: {
                    CredentialSpec?: {
                        Config?: string | undefined;
                        File?: string | undefined;
                        Registry?: string | undefined;
                    } | undefined;
                    SELinuxContext?: {
                        Disable?: boolean | undefined;
                        User?: string | undefined;
                        Role?: string | undefined;
                        Type?: string | undefined;
                        Level?: string | undefined;
                    } | undefined;
                } | undefined;
                TTY?: boolean | undefined;
                OpenStdin?: boolean | undefined;
                ReadOnly?: boolean | undefined;
                Mounts?: components["schemas"]["Mount"][] | undefined;
                StopSignal?: string | undefined;
                /** Format: int64 */
                StopGracePeriod?: number | undefined;
                HealthCheck?: components["schemas"]["HealthConfig"] | undefined;
                Hosts?: string[] | undefined;
                DNSConfig?: {
                    Nameservers?: string[] | undefined;
                    Search?: string[] | undefined;
                    Options?: string[] | undefined;
                } | undefined;
                Secrets?: {
                    File?: {
                        Name?: string | undefined;
                        UID?: string | undefined;
                        GID?: string | undefined;
                        Mode?: number | undefined;
                    } | undefined;
                    SecretID?: string | undefined;
                    SecretName?: string | undefined;
                }[] | undefined;
                Configs?: {
                    File?: {
                        Name?: string | undefined;
                        UID?: string | undefined;
                        GID?: string | undefined;
                        Mode?: number | undefined;
                    } | undefined;
                    Runtime?: Record<string, never> | undefined;
                    ConfigID?: string | undefined;
                    ConfigName?: string | undefined;
                }[] | undefined;
                /** @enum {string} */
                Isolation?: string | undefined;
                Init?: (boolean | null) | undefined;
                Sysctls?: {
                    [key: string]: string;
                } | undefined;
                CapabilityAdd?: string[] | undefined;
                CapabilityDrop?: string[] | undefined;
                Ulimits?: {
                    Name?: string | undefined;
                    Soft?: number | undefined;
                    Hard?: number | undefined;
                }[] | undefined;
            } | undefined;
            NetworkAttachmentSpec?: {
                ContainerID?: string | undefined;
            } | undefined;
            Resources?: {
                Limits?: components["schemas"]["Limit"] | undefined;
                Reservations?: components["schemas"]["ResourceObject"] | undefined;
            } | undefined;
            RestartPolicy?: {
                /** @enum {string} */
                Condition?: string | undefined;
                /** Format: int64 */
                Delay?: number | undefined;
                /** Format: int64 */
                MaxAttempts?: number | undefined;
                /** Format: int64 */
                Window?: number | undefined;
            } | undefined;
            Placement?: {
                Constraints?: string[] | undefined;
                Preferences?: {
                    Spread?: {
                        SpreadDescriptor?: string | undefined;
                    } | undefined;
                }[] | undefined;
                /** Format: int64 */
                MaxReplicas?: number | undefined;
                Platforms?: components["schemas"]["Platform"][] | undefined;
            } | undefined;
            ForceUpdate?: number | undefined;
            Runtime?: string | undefined;
            Networks?: components["schemas"]["NetworkAttachmentConfig"][] | undefined;
            LogDriver?: {
                Name?: string | undefined;
                Options?: {
                    [key: string]: string;
                } | undefined;
            } | undefined;
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
            Target?: string | undefined;
            Aliases?: string[] | undefined;
            DriverOpts?: {
                [key: string]: string;
            } | undefined;
        };
        /** @description What a service runs. */
        ServiceSpec: {
            Name?: string | undefined;
            Labels?: {
                [key: string]: string;
            } | undefined;
            TaskTemplate?: components["schemas"]["TaskSpec"] | undefined;
            Mode?: {
                Replicated?: {
                    /** Format: int64 */
                    Replicas?: number | undefined;
                } | undefined;
                Global?: Record<string, never> | undefined;
                ReplicatedJob?: {
                    /** Format: int64 */
                    MaxConcurrent?: number | undefined;
                    /** Format: int64 */
                    TotalCompletions?: number | undefined;
                } | undefined;
                GlobalJob?: Record<string, never> | undefined;
            } | undefined;
            UpdateConfig?: {
                /** Format: int64 */
                Parallelism?: number | undefined;
                /** Format: int64 */
                Delay?: number | undefined;
                /** @enum {string} */
                FailureAction?: string | undefined;
                /** Format: int64 */
                Monitor?: number | undefined;
                MaxFailureRatio?: number | undefined;
                /** @enum {string} */
                Order?: string | undefined;
            } | undefined;
            RollbackConfig?: {
                /** Format: int64 */
                Parallelism?: number | undefined;
                /** Format: int64 */
                Delay?: number | undefined;
                /** @enum {string} */
                FailureAction?: string | undefined;
                /** Format: int64 */
                Monitor?: number | undefined;
                MaxFailureRatio?: number | undefined;
                /** @enum {string} */
                Order?: string | undefined;
            } | undefined;
            Networks?: components["schemas"]["NetworkAttachmentConfig"][] | undefined;
            EndpointSpec?: components["schemas"]["EndpointSpec"] | undefined;
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
            Name?: string | undefined;
            /** @enum {string} */
            Protocol?: string | undefined;
            TargetPort?: number | undefined;
            PublishedPort?: number | undefined;
            /** @enum {string} */
            PublishMode?: string | undefined;
        };
        /** @description How a service is reached. */
        EndpointSpec: {
            /** @enum {string} */
            Mode?: string | undefined;
            Ports?: components["schemas"]["EndpointPortConfig"][] | undefined;
        };
        /** @description A driver and its options. */
        Driver: {
            Name: string;
            Options?: {
                [key: string]: string;
            } | undefined;
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
            Name?: string | undefined;
            Labels?: {
                [key: string]: string;
            } | undefined;
            Data?: string | undefined;
            Driver?: components["schemas"]["Driver"] | undefined;
            Templating?: components["schemas"]["Driver"] | undefined;
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
            Name?: string | undefined;
            Labels?: {
                [key: string]: string;
            } | undefined;
            Data?: string | undefined;
            Templating?: components["schemas"]["Driver"] | undefined;
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
        /** @description The change wanted. */
        VolumeUpdateRequest: {
            Spec?: unknown | undefined;
        };
        /** @description The swarm wanted. */
        SwarmInitRequest: {
            ListenAddr?: string | undefined;
            AdvertiseAddr?: string | undefined;
            DataPathAddr?: string | undefined;
            DataPathPort?: number | undefined;
            DefaultAddrPool?: (string[] | null) | undefined;
            ForceNewCluster?: boolean | undefined;
            SubnetSize?: number | undefined;
            Spec?: (components["schemas"]["SwarmSpec"] | null) | undefined;
        };
        /** @description The swarm to join. */
        SwarmJoinRequest: {
            ListenAddr?: string | undefined;
            AdvertiseAddr?: string | undefined;
            DataPathAddr?: string | undefined;
            RemoteAddrs?: (string[] | null) | undefined;
            JoinToken?: string | undefined;
        };
        /** @description The key of a locked swarm. */
        SwarmUnlockKey: {
            UnlockKey?: string | undefined;
        };
        /** @description The new service. */
        ServiceCreateResponse: {
            ID?: string;
            Warnings?: string[] | null;
            Warning?: string;
        };
    };
    responses: {
        /** @description The request makes no sense. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The registry refuses the credentials. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description It may not be done. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description It does not exist. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description It stands against the state of the object. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description It failed. */
        Failed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description This engine does not do that. */
        NotServed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description This node is in no swarm. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /** @description Id, name or unique beginning of the id. */
        id: string;
        /** @description Name or id; slashes are percent-encoded. */
        name: string;
        /** @description Conditions, a JSON object of lists. */
        filters: string;
        /** @description Credentials, base64url of a JSON `AuthConfig`. */
        registryAuth: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ContainerList: {
        parameters: {
            query?: {
                /** @description Also those that do not run. */
                all?: boolean;
                /** @description At most so many, newest first; implies `all`. */
                limit?: number;
                /** @description Also measure the writable layers. */
                size?: boolean;
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerSummary"][];
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerCreate: {
        parameters: {
            query?: {
                /** @description Without one the engine makes one up. */
                name?: string;
                /** @description `os[/architecture[/variant]]`. */
                platform?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContainerCreateRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerCreateResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerInspect: {
        parameters: {
            query?: {
                /** @description Also measure the writable layer. */
                size?: boolean;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerInspectResponse"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerTop: {
        parameters: {
            query?: {
                /** @description Arguments for `ps`. */
                ps_args?: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerTopResponse"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerLogs: {
        parameters: {
            query?: {
                /** @description Go on with new output. */
                follow?: boolean;
                /** @description Show standard output. */
                stdout?: boolean;
                /** @description Show standard error. */
                stderr?: boolean;
                /** @description Unix time, with an optional fraction. */
                since?: string;
                /** @description Unix time, with an optional fraction. */
                until?: string;
                /** @description Begin each line with its time. */
                timestamps?: boolean;
                /** @description Number of last lines, or `all`. */
                tail?: string;
                /** @description Show the attributes that the log options ask for. */
                details?: boolean;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": string;
                    "application/vnd.docker.multiplexed-stream": string;
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerChanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilesystemChange"][] | null;
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerStats: {
        parameters: {
            query?: {
                /** @description Go on until the client leaves. */
                stream?: boolean;
                /** @description One sample at once, without one to compare with. */
                "one-shot"?: boolean;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerStatsResponse"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerResize: {
        parameters: {
            query: {
                /** @description Rows. */
                h: number;
                /** @description Columns. */
                w: number;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerStart: {
        parameters: {
            query?: {
                /** @description Key sequence that detaches; overrides the default. */
                detachKeys?: string;
                /** @description Resume from this checkpoint. */
                checkpoint?: string;
                /** @description Where the checkpoint is. */
                "checkpoint-dir"?: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is so already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerStop: {
        parameters: {
            query?: {
                /** @description Sent first, instead of the container's own. */
                signal?: string;
                /** @description Seconds until SIGKILL; -1 waits for ever. */
                t?: number;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is so already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerRestart: {
        parameters: {
            query?: {
                /** @description Sent first, instead of the container's own. */
                signal?: string;
                /** @description Seconds until SIGKILL; -1 waits for ever. */
                t?: number;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerKill: {
        parameters: {
            query?: {
                /** @description Name or number. */
                signal?: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContainerUpdateRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerUpdateResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerRename: {
        parameters: {
            query: {
                name: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerUnpause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerAttach: {
        parameters: {
            query?: {
                /** @description Key sequence that detaches; overrides the default. */
                detachKeys?: string;
                /** @description First replay the log. */
                logs?: boolean;
                /** @description Then go on with new output. */
                stream?: boolean;
                /** @description Send to standard input. */
                stdin?: boolean;
                /** @description Show standard output. */
                stdout?: boolean;
                /** @description Show standard error. */
                stderr?: boolean;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection is upgraded. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": string;
                    "application/vnd.docker.multiplexed-stream": string;
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerAttachWebsocket: {
        parameters: {
            query?: {
                /** @description Key sequence that detaches; overrides the default. */
                detachKeys?: string;
                /** @description First replay the log. */
                logs?: boolean;
                /** @description Then go on with new output. */
                stream?: boolean;
                /** @description Send to standard input. */
                stdin?: boolean;
                /** @description Show standard output. */
                stdout?: boolean;
                /** @description Show standard error. */
                stderr?: boolean;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection is upgraded. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerWait: {
        parameters: {
            query?: {
                condition?: "not-running" | "next-exit" | "removed";
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerWaitResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerDelete: {
        parameters: {
            query?: {
                /** @description Also its anonymous volumes. */
                v?: boolean;
                /** @description Kill it first. */
                force?: boolean;
                /** @description Remove a link of that name instead. */
                link?: boolean;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerArchive: {
        parameters: {
            query: {
                /** @description Path in the container. */
                path: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tar archive. */
            200: {
                headers: {
                    /** @description Base64 of a JSON object: name, size, mode, mtime, linkTarget. */
                    "X-Docker-Container-Path-Stat"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    PutContainerArchive: {
        parameters: {
            query: {
                /** @description Directory to unpack in. */
                path: string;
                /** @description Refuse to replace a directory by a file and the other way round. */
                noOverwriteDirNonDir?: boolean;
                /** @description Keep the owners of the archive. */
                copyUIDGID?: boolean;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-tar": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerArchiveInfo: {
        parameters: {
            query: {
                /** @description Path in the container. */
                path: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Base64 of a JSON object: name, size, mode, mtime, linkTarget. */
                    "X-Docker-Container-Path-Stat"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerPrune: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerPruneResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ContainerCheckpointList: {
        parameters: {
            query?: {
                /** @description Where the checkpoints are. */
                dir?: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkpoint"][];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            501: components["responses"]["NotServed"];
        };
    };
    ContainerCheckpointCreate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CheckpointCreateRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            501: components["responses"]["NotServed"];
        };
    };
    ContainerCheckpointDelete: {
        parameters: {
            query?: {
                /** @description Where the checkpoint is. */
                dir?: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
                checkpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            501: components["responses"]["NotServed"];
        };
    };
    ContainerExec: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExecConfig"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IDResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ExecStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ExecStartConfig"];
            };
        };
        responses: {
            /** @description The connection is upgraded. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": string;
                    "application/vnd.docker.multiplexed-stream": string;
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ExecResize: {
        parameters: {
            query: {
                /** @description Rows. */
                h: number;
                /** @description Columns. */
                w: number;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ExecInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecInspectResponse"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ImageList: {
        parameters: {
            query?: {
                /** @description Also intermediate images. */
                all?: boolean;
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
                /** @description Also measure what images share. */
                "shared-size"?: boolean;
                digests?: boolean;
                /** @description Also list the manifests. */
                manifests?: boolean;
                /** @description Also say who vouches for them; needs `manifests`. */
                identity?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageSummary"][];
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    ImageCreate: {
        parameters: {
            query?: {
                /** @description Pull this repository. */
                fromImage?: string;
                /** @description Import from this URL, or from the body with `-`. */
                fromSrc?: string;
                /** @description Name for what is imported. */
                repo?: string;
                /** @description Tag or digest. */
                tag?: string;
                /** @description Comment of an import. */
                message?: string;
                /** @description Dockerfile instructions applied to an import. */
                changes?: string[];
                /** @description `os[/architecture[/variant]]`. */
                platform?: string;
            };
            header?: {
                /** @description Credentials, base64url of a JSON `AuthConfig`. */
                "X-Registry-Auth"?: components["parameters"]["registryAuth"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Records, one after the other. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateImageInfo"];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ImageInspect: {
        parameters: {
            query?: {
                /** @description Also list the manifests. */
                manifests?: boolean;
                /** @description The platform to show. */
                platform?: string;
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageInspect"];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ImageAttestations: {
        parameters: {
            query?: {
                /** @description The platform asked about. */
                platform?: string;
                /** @description Predicate types to show. */
                type?: string[];
                /** @description Also the statements themselves. */
                statement?: boolean;
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttestationStatement"][];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            501: components["responses"]["NotServed"];
        };
    };
    ImageHistory: {
        parameters: {
            query?: {
                /** @description The platform to show. */
                platform?: string;
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageHistoryItem"][];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ImagePush: {
        parameters: {
            query?: {
                tag?: string;
                /** @description The platform to push. */
                platform?: string;
            };
            header: {
                /** @description Credentials, base64url of a JSON `AuthConfig`. */
                "X-Registry-Auth": string;
            };
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records, one after the other. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushImageInfo"];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ImageTag: {
        parameters: {
            query?: {
                repo?: string;
                tag?: string;
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ImageDelete: {
        parameters: {
            query?: {
                /** @description Even when a stopped container uses it. */
                force?: boolean;
                /** @description Keep untagged parents. */
                noprune?: boolean;
                /** @description Only these, each a JSON platform. */
                platforms?: string[];
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageDeleteResponseItem"][];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ImageSearch: {
        parameters: {
            query: {
                term: string;
                limit?: number;
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageSearchItem"][];
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    ImagePrune: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImagePruneResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ImageGet: {
        parameters: {
            query?: {
                /** @description Only these, each a JSON platform. */
                platform?: string[];
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tar archive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ImageGetAll: {
        parameters: {
            query?: {
                names?: string[];
                /** @description Only these, each a JSON platform. */
                platform?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tar archive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    ImageLoad: {
        parameters: {
            query?: {
                /** @description Without progress. */
                quiet?: boolean;
                /** @description Only these, each a JSON platform. */
                platform?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-tar": string;
            };
        };
        responses: {
            /** @description Records, one after the other. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateImageInfo"];
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    ImageCommit: {
        parameters: {
            query?: {
                container?: string;
                repo?: string;
                tag?: string;
                comment?: string;
                author?: string;
                /** @description Freeze the container meanwhile. */
                pause?: boolean;
                /** @description Dockerfile instructions. */
                changes?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ContainerConfig"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IDResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    ImageBuild: {
        parameters: {
            query?: {
                dockerfile?: string;
                /** @description Names of the image. */
                t?: string[];
                extrahosts?: string[];
                /** @description Where the context is, instead of in the body. */
                remote?: string;
                /** @description Only the id. */
                q?: boolean;
                nocache?: boolean;
                /** @description Images to take steps from. */
                cachefrom?: string;
                /** @description Pull the base images even when they are there. */
                pull?: boolean;
                /** @description Remove the containers of the steps. */
                rm?: boolean;
                /** @description Even after a failure. */
                forcerm?: boolean;
                memory?: number;
                memswap?: number;
                cpushares?: number;
                cpusetcpus?: string;
                cpusetmems?: string;
                cpuperiod?: number;
                cpuquota?: number;
                cgroupparent?: string;
                ulimits?: string;
                isolation?: string;
                securityopt?: string;
                buildargs?: string;
                shmsize?: number;
                squash?: boolean;
                labels?: string;
                networkmode?: string;
                platform?: string;
                target?: string;
                outputs?: string;
                /** @description The client's session. */
                session?: string;
                /** @description What `BuildCancel` calls it. */
                buildid?: string;
                /** @description 2 is BuildKit. */
                version?: "1" | "2";
            };
            header?: {
                "Content-type"?: "application/x-tar";
                /** @description Credentials by registry, base64url of a JSON object of `AuthConfig`. */
                "X-Registry-Config"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-tar": string;
            };
        };
        responses: {
            /** @description Records, one after the other. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildInfo"];
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    BuildPrune: {
        parameters: {
            query?: {
                /** @description Former name of `reserved-space`. */
                "keep-storage"?: number;
                /** @description Bytes always kept. */
                "reserved-space"?: number;
                /** @description Bytes kept at most. */
                "max-used-space"?: number;
                /** @description Bytes to be free on the disk. */
                "min-free-space"?: number;
                /** @description Also what is shared or internal. */
                all?: boolean;
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildPruneResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    BuildCancel: {
        parameters: {
            query: {
                id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    Session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection is upgraded. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
            501: components["responses"]["NotServed"];
        };
    };
    Grpc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection is upgraded. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
            501: components["responses"]["NotServed"];
        };
    };
    NetworkList: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkSummary"][];
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    NetworkInspect: {
        parameters: {
            query?: {
                verbose?: boolean;
                /** @description Only a network of this scope. */
                scope?: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkInspect"];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    NetworkDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    NetworkCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworkCreateRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkCreateResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    NetworkConnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworkConnectRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    NetworkDisconnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworkDisconnectRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    NetworkPrune: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkPruneResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    VolumeList: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolumeListResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    VolumeCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VolumeCreateRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Volume"];
                };
            };
            400: components["responses"]["Invalid"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    VolumeInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Volume"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    VolumeUpdate: {
        parameters: {
            query: {
                /** @description The version that the change is made to. */
                version: number;
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["VolumeUpdateRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    VolumeDelete: {
        parameters: {
            query?: {
                /** @description A missing one is no error. */
                force?: boolean;
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    VolumePrune: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolumePruneResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
        };
    };
    SystemPing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            500: components["responses"]["Failed"];
        };
    };
    SystemPingHead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
        };
    };
    SystemVersion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemVersion"];
                };
            };
            500: components["responses"]["Failed"];
        };
    };
    SystemInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemInfo"];
                };
            };
            500: components["responses"]["Failed"];
        };
    };
    SystemAuth: {
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
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthResponse"];
                };
            };
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Failed"];
        };
    };
    SystemEvents: {
        parameters: {
            query?: {
                /** @description Unix time with an optional fraction, RFC 3339, or a duration back from now. */
                since?: string;
                until?: string;
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records, one after the other. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventMessage"];
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    SystemDataUsage: {
        parameters: {
            query?: {
                /** @description Only these kinds. */
                type?: ("container" | "image" | "volume" | "build-cache")[];
                /** @description List the objects too. */
                verbose?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemDataUsageResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
        };
    };
    DistributionInspect: {
        parameters: {
            query?: never;
            header?: {
                /** @description Credentials, base64url of a JSON `AuthConfig`. */
                "X-Registry-Auth"?: components["parameters"]["registryAuth"];
            };
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributionInspect"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    SystemMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            500: components["responses"]["Failed"];
        };
    };
    SystemDebugVars: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            500: components["responses"]["Failed"];
            501: components["responses"]["NotServed"];
        };
    };
    SystemDebugProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profile: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            500: components["responses"]["Failed"];
            501: components["responses"]["NotServed"];
        };
    };
    PluginList: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plugin"][];
                };
            };
            500: components["responses"]["Failed"];
        };
    };
    GetPluginPrivileges: {
        parameters: {
            query: {
                remote: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PluginPrivilege"][];
                };
            };
            500: components["responses"]["Failed"];
        };
    };
    PluginPull: {
        parameters: {
            query: {
                remote: string;
                name?: string;
            };
            header?: {
                /** @description Credentials, base64url of a JSON `AuthConfig`. */
                "X-Registry-Auth"?: components["parameters"]["registryAuth"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PluginPrivilege"][];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
        };
    };
    PluginInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plugin"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    PluginDelete: {
        parameters: {
            query?: {
                /** @description Even when it is in use. */
                force?: boolean;
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plugin"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    PluginEnable: {
        parameters: {
            query?: {
                timeout?: number;
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    PluginDisable: {
        parameters: {
            query?: {
                /** @description Even when it is in use. */
                force?: boolean;
            };
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    PluginUpgrade: {
        parameters: {
            query: {
                remote: string;
            };
            header?: {
                /** @description Credentials, base64url of a JSON `AuthConfig`. */
                "X-Registry-Auth"?: components["parameters"]["registryAuth"];
            };
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PluginPrivilege"][];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    PluginCreate: {
        parameters: {
            query: {
                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-tar": string;
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
        };
    };
    PluginPush: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    PluginSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id; slashes are percent-encoded. */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": string[];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    NodeList: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"][];
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    NodeInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    NodeDelete: {
        parameters: {
            query?: {
                /** @description Even when it is in use. */
                force?: boolean;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    NodeUpdate: {
        parameters: {
            query: {
                /** @description The version that the change is made to. */
                version: number;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NodeSpec"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SwarmInspect: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Swarm"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SwarmInit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwarmInitRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SwarmJoin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwarmJoinRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SwarmLeave: {
        parameters: {
            query?: {
                /** @description Even when it is in use. */
                force?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SwarmUpdate: {
        parameters: {
            query: {
                /** @description The version that the change is made to. */
                version: number;
                rotateWorkerToken?: boolean;
                rotateManagerToken?: boolean;
                rotateManagerUnlockKey?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwarmSpec"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SwarmUnlockkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SwarmUnlockKey"];
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SwarmUnlock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwarmUnlockKey"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ServiceList: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
                status?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"][];
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ServiceCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Credentials, base64url of a JSON `AuthConfig`. */
                "X-Registry-Auth"?: components["parameters"]["registryAuth"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceSpec"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceCreateResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ServiceInspect: {
        parameters: {
            query?: {
                insertDefaults?: boolean;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ServiceDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ServiceUpdate: {
        parameters: {
            query: {
                /** @description The version that the change is made to. */
                version: number;
                registryAuthFrom?: "spec" | "previous-spec";
                rollback?: string;
            };
            header?: {
                /** @description Credentials, base64url of a JSON `AuthConfig`. */
                "X-Registry-Auth"?: components["parameters"]["registryAuth"];
            };
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceSpec"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUpdateResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ServiceLogs: {
        parameters: {
            query?: {
                details?: boolean;
                follow?: boolean;
                /** @description Show standard output. */
                stdout?: boolean;
                /** @description Show standard error. */
                stderr?: boolean;
                since?: string;
                timestamps?: boolean;
                tail?: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": string;
                    "application/vnd.docker.multiplexed-stream": string;
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    TaskList: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"][];
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    TaskInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    TaskLogs: {
        parameters: {
            query?: {
                details?: boolean;
                follow?: boolean;
                /** @description Show standard output. */
                stdout?: boolean;
                /** @description Show standard error. */
                stderr?: boolean;
                since?: string;
                timestamps?: boolean;
                tail?: string;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": string;
                    "application/vnd.docker.multiplexed-stream": string;
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SecretList: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"][];
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SecretCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SecretSpec"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IDResponse"];
                };
            };
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SecretInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SecretDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    SecretUpdate: {
        parameters: {
            query: {
                /** @description The version that the change is made to. */
                version: number;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SecretSpec"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ConfigList: {
        parameters: {
            query?: {
                /** @description Conditions, a JSON object of lists. */
                filters?: components["parameters"]["filters"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Config"][];
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ConfigCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ConfigSpec"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IDResponse"];
                };
            };
            409: components["responses"]["Conflict"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ConfigInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Config"];
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ConfigDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    ConfigUpdate: {
        parameters: {
            query: {
                /** @description The version that the change is made to. */
                version: number;
            };
            header?: never;
            path: {
                /** @description Id, name or unique beginning of the id. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ConfigSpec"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
