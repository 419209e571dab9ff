import { integer, list, text, textMap } from '../kind.ts';
import { bytes, mirrors } from '../kinds.ts';
import { option } from '../option.ts';

/** Logs of containers, registries and proxies. */
export const contentOptions = {
  logDriver: option('log-driver', {
    kind: text(),
    fallback: 'json-file',
    help: 'Log driver of containers that name none',
  }),
  logOpts: option('log-opts', {
    kind: textMap(),
    fallback: {},
    help: 'Log driver option, key=value',
    flag: 'log-opt',
  }),
  insecureRegistries: option('insecure-registries', {
    kind: list(),
    fallback: [],
    help: 'Registry or CIDR that may be talked to without verified TLS',
    flag: 'insecure-registry',
    reloadable: true,
  }),
  registryConfigDirs: option('registry-config-dirs', {
    kind: list(),
    fallback: ['/etc/joey/certs.d', '/etc/docker/certs.d'],
    help: 'Directories with certificates and hosts.toml of registries, the first that has one counts',
    flag: 'registry-config-dir',
    reloadable: true,
  }),
  registryMirrors: option('registry-mirrors', {
    kind: mirrors,
    fallback: [],
    help: 'Preferred mirror of Docker Hub',
    flag: 'registry-mirror',
    reloadable: true,
  }),
  nondistributableArtifacts: option('allow-nondistributable-artifacts', {
    kind: list(),
    fallback: [],
    help: 'Accepted for dockerd',
    ignored: 'such layers are pushed like all others',
  }),
  maxConcurrentDownloads: option('max-concurrent-downloads', {
    kind: integer(1),
    fallback: 3,
    help: 'Layers downloaded at once',
    reloadable: true,
  }),
  maxConcurrentUploads: option('max-concurrent-uploads', {
    kind: integer(1),
    fallback: 5,
    help: 'Layers uploaded at once by each push',
    reloadable: true,
  }),
  maxDownloadAttempts: option('max-download-attempts', {
    kind: integer(1),
    fallback: 5,
    help: 'Attempts for each download',
    reloadable: true,
  }),
  maxLayerSize: option('max-layer-size', {
    kind: bytes,
    fallback: 64 * 2 ** 30,
    help: 'Largest unpacked layer; less where the disk is smaller',
  }),
  httpProxy: option('http-proxy', {
    kind: text(),
    fallback: '',
    help: 'Proxy for outgoing HTTP (default: $HTTP_PROXY)',
    reloadable: true,
  }),
  httpsProxy: option('https-proxy', {
    kind: text(),
    fallback: '',
    help: 'Proxy for outgoing HTTPS (default: $HTTPS_PROXY)',
    reloadable: true,
  }),
  noProxy: option('no-proxy', {
    kind: text(),
    fallback: '',
    help: 'Hosts reached without a proxy (default: $NO_PROXY)',
    reloadable: true,
  }),
  nodeGenericResources: option('node-generic-resources', {
    kind: list(),
    fallback: [],
    help: 'Accepted for dockerd',
    flag: 'node-generic-resource',
    ignored: 'swarm mode is not supported',
  }),
  swarmAdvertiseAddress: option('swarm-default-advertise-addr', {
    kind: text(),
    fallback: '',
    help: 'Accepted for dockerd',
    ignored: 'swarm mode is not supported',
  }),
};
