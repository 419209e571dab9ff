import type { ContainerRecord } from '../../src/mgr/container/record.ts';

const ID = '0123456789abcdef'.repeat(4);

/** A created container named `web`; what a test is about is changed. */
export function recordWith(changes: Partial<ContainerRecord> = {}): ContainerRecord {
  return {
    id: ID,
    name: 'web',
    createdAt: new Date('2024-01-02T03:04:05.678Z'),
    config: { Image: 'busybox', Cmd: ['sleep', '1000'], Labels: {} },
    hostConfig: { NetworkMode: 'default' },
    networkingConfig: { EndpointsConfig: { bridge: {} } },
    image: {
      id: 'sha256:aaaa',
      chainId: 'sha256:bbbb',
      manifest: {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest: 'sha256:cccc',
        size: 7,
      },
      platform: { os: 'linux', architecture: 'amd64' },
    },
    snapshotter: 'overlayfs',
    mounts: [],
    endpoints: {},
    state: { status: 'created' },
    restartCount: 0,
    manuallyStopped: false,
    ...changes,
  };
}
