import type { Allowance } from './difference.ts';

const NEWER = 'newer daemons answer so';
const OWN = 'each engine has its own';

/** Members that may differ in any answer. */
export const ALLOWANCES: readonly Allowance[] = [
  { at: /\.(MaskedPaths|GwPriority|DNSNames|EnableIPv4|CDISpecDirs)\b/, why: NEWER },
  { at: /\.KernelMemory(TCP)?$/, why: 'newer daemons do not have it any more' },
  { at: /\.RestartPolicy\.Name$/, why: 'newer daemons show no policy as `no`' },
  { at: /\.HostConfig\.(Runtime|PortBindings)$/, why: 'newer daemons fill in what was not sent' },
  { at: /\.Mounts\[\d+\]\.BindOptions$/, why: 'since 1.44 old read-only binds are not recursive' },
  { at: /\.GraphDriver\b|^(\[\d+\])?\.Driver$/, why: 'another storage driver' },
  { at: /\.(ResolvConf|Hostname|Hosts|Log)Path$/, why: OWN },
  { at: /\.NetworkSettings\.Sandbox(Key|ID)$/, why: 'sandboxes have other names' },
  { at: /\.(State\.Pid|SizeRw|SizeRootFs|SpaceReclaimed)$/, why: 'measured' },
  { at: /^\[\d+\]\.Created$/, why: 'the second may pass in between' },
  { at: /^(\[\d+\])?\.Containers$/, why: 'newer lists of networks leave it out' },
  { at: /^\.Error$/, why: 'newer daemons leave it out where there is none' },
  { at: /\.RepoDigests$|^\.ContainerConfig\./, why: "as daemons with containerd's image store" },
  { at: /\.Options\.com\.docker\.network\.(bridge\.name|driver\.mtu)$/, why: OWN },
];

/** Where the shapes of statistics, info and version differ. */
export const MEASURED: readonly Allowance[] = [
  ...ALLOWANCES,
  { at: /^\.memory_stats\.stats\./, why: 'all that the kernel counts' },
  { at: /^\.Runtimes\.io\.containerd\.runtime\.v1\.linux/, why: 'gone from newer daemons' },
  { at: /^\.RegistryConfig\.AllowNondistributable/, why: 'null in newer daemons' },
  { at: /^\.Plugins\.Volume/, why: 'no volumes yet' },
  { at: /^\.Experimental$|^\.Components\[0\]\.Details\./, why: NEWER },
];
