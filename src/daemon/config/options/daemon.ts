import { integer, list, oneOf, text, toggle } from '../kind.ts';
import { durationMs, features, labels } from '../kinds.ts';
import { option } from '../option.ts';

/** The process, its sockets and its own storage. */
export const daemonOptions = {
  hosts: option('hosts', {
    kind: list(),
    fallback: ['unix:///run/joey/joey.sock'],
    help: 'Daemon socket(s) to listen on: unix://PATH, tcp://HOST:PORT, fd://[NAME]',
    flag: 'host',
    short: 'H',
  }),
  dataRoot: option('data-root', {
    kind: text(),
    fallback: '/var/lib/joey',
    help: 'Root directory of persistent state',
  }),
  execRoot: option('exec-root', {
    kind: text(),
    fallback: '/run/joey',
    help: 'Root directory of state that ends with the machine',
  }),
  /** Empty: `<exec-root>/joeyd.pid`, filled in by load. */
  pidfile: option('pidfile', {
    kind: text(),
    fallback: '',
    help: 'Path of the PID file (default "<exec-root>/joeyd.pid")',
    short: 'p',
  }),
  group: option('group', {
    kind: text(),
    fallback: 'joey',
    help: 'Group of the unix socket',
    short: 'G',
  }),
  debug: option('debug', {
    kind: toggle,
    fallback: false,
    help: 'Enable debug mode',
    short: 'D',
    reloadable: true,
  }),
  logLevel: option('log-level', {
    kind: oneOf(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal'],
      (value) => `unable to parse logging level: ${value}`,
    ),
    fallback: 'info',
    help: 'Logging level ("debug"|"info"|"warn"|"error"|"fatal")',
    short: 'l',
    reloadable: true,
  }),
  logFormat: option('log-format', {
    kind: oneOf(['', 'text', 'json']),
    fallback: '',
    help: 'Format of our own log ("text"|"json"); by default text on a terminal, else json',
  }),
  rawLogs: option('raw-logs', {
    kind: toggle,
    fallback: false,
    help: 'No colours in our own log',
  }),
  shutdownTimeout: option('shutdown-timeout', {
    kind: integer(-1),
    fallback: 15,
    help: 'Seconds that open requests get at shutdown; -1 for no limit',
    reloadable: true,
  }),
  labels: option('labels', {
    kind: labels,
    fallback: [],
    help: 'key=value labels of the daemon',
    flag: 'label',
    reloadable: true,
  }),
  features: option('features', {
    kind: features,
    fallback: {},
    help: 'Switch features on or off',
    flag: 'feature',
    reloadable: true,
  }),
  experimental: option('experimental', {
    kind: toggle,
    fallback: false,
    help: 'Report experimental features as enabled',
  }),
  metricsAddress: option('metrics-addr', {
    kind: text(),
    fallback: '',
    help: 'Address and port of a separate Prometheus endpoint',
  }),
  minApiVersion: option('min-api-version', {
    kind: text(),
    fallback: '1.24',
    help: 'Oldest API version that clients may ask for',
  }),
  tls: option('tls', {
    kind: toggle,
    fallback: false,
    help: 'Use TLS; implied by --tlsverify',
  }),
  tlsVerify: option('tlsverify', {
    kind: toggle,
    fallback: false,
    help: 'Use TLS and verify the client',
  }),
  tlsCaCert: option('tlscacert', {
    kind: text(),
    fallback: '/etc/joey/ca.pem',
    help: 'Trust certificates signed by this CA only',
  }),
  tlsCert: option('tlscert', {
    kind: text(),
    fallback: '/etc/joey/cert.pem',
    help: 'Path of the TLS certificate',
  }),
  tlsKey: option('tlskey', {
    kind: text(),
    fallback: '/etc/joey/key.pem',
    help: 'Path of the TLS key',
  }),
  eventRetentionCount: option('event-retention-count', {
    kind: integer(1),
    fallback: 65_536,
    help: 'How many events are kept for `events --since`',
    reloadable: true,
  }),
  eventRetentionMs: option('event-retention-age', {
    kind: durationMs,
    fallback: 30 * 24 * 3_600_000,
    help: 'How long events are kept, e.g. 720h',
    reloadable: true,
  }),
  oomScoreAdjust: option('oom-score-adjust', {
    kind: integer(-1000),
    fallback: 0,
    help: "The daemon's own oom_score_adj",
  }),
};
