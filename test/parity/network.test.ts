/** Networks on the docker command line: Joey and a real dockerd must say the same. */
import { freePorts } from '../helpers/free-ports.ts';
import { cli, type Invocation, run, sameAnswers } from './command-lines.ts';

const network = (...args: string[]): Invocation => cli('network', ...args);
const show = (name: string, format: string): Invocation => network('inspect', '-f', format, name);
const names = (...filters: string[]): Invocation =>
  network('ls', ...filters.flatMap((filter) => ['-f', filter]), '--format', '{{.Name}}');
const detached = (name: string, ...args: string[]): Invocation =>
  cli('run', '-d', '--name', name, ...args, 'busybox', 'sleep', '1000');
const inside = (name: string, script: string): Invocation => cli('exec', name, 'sh', '-c', script);
const settings = (name: string, format: string): Invocation =>
  cli('inspect', '-f', `{{with .NetworkSettings}}${format}{{end}}`, name);

/** Newer daemons' sentence, where dockerd 20.10 has an older one. */
const refused = (sentence: string, invocation: Invocation): Invocation => ({
  ...invocation,
  newerStderr: `Error response from daemon: ${sentence}\n`,
});

const OPTIONS = [
  ...['-o', 'com.docker.network.bridge.enable_icc=false', '--label', 'a=b', '--label', 'c'],
  ...['--internal', '--attachable'],
];

/** In order: later ones build on earlier ones. */
const INVOCATIONS: readonly Invocation[] = [
  // Objects.
  network('create', 'plain'),
  network('create', 'plain'),
  network('create', 'bridge'),
  network('create', '-d', 'nosuchdriver', 'other'),
  network('create', '-d', 'overlay', 'other'),
  network('create', '-d', 'host', 'other'),
  network('create', '-d', 'null', 'other'),
  network('create', '--subnet', '{net}.1.0/24', '--gateway', '{net}.1.254', 'static'),
  network('create', '--subnet', '{net}.1.0/25', 'overlapping'),
  refused(
    'invalid network config:\ninvalid subnet nonsense: invalid CIDR block notation',
    network('create', '--subnet', 'nonsense', 'other'),
  ),
  network('create', '--subnet', '{net}.2.0/24', '--gateway', '10.9.9.9', 'other'),
  network('create', '--subnet', '{net}.2.0/24', '--ip-range', '10.9.9.0/25', 'other'),
  network('create', '--gateway', '{net}.2.1', 'other'),
  network('create', '--subnet', '{net}.2.0/24', '--subnet', '{net}.3.0/24', 'other'),
  network(
    ...['create', '--subnet', '{net}.4.0/24', '--ip-range', '{net}.4.128/25'],
    ...['--aux-address', 'printer={net}.4.200', 'ranged'],
  ),
  network('create', ...OPTIONS, 'rich'),
  refused(
    'invalid bridge interface name "toolongforaninterface"',
    network('create', '-o', 'com.docker.network.bridge.name=toolongforaninterface', 'other'),
  ),
  show('static', '{{json .IPAM}} {{.Scope}} {{.Driver}} {{.Internal}} {{.EnableIPv6}}'),
  show('ranged', '{{json .IPAM.Config}}'),
  show('rich', '{{.Internal}} {{.Attachable}} {{json .Options}} {{json .Labels}} {{.Ingress}}'),
  show('nosuchnet', '{{.Name}}'),
  network('ls', '--format', '{{.Name}} {{.Driver}} {{.Scope}} {{.Internal}}'),
  names('driver=bridge'),
  names('driver=null'),
  names('name=la'),
  names('label=a'),
  names('label=a=b'),
  names('label=a=x'),
  names('type=builtin'),
  names('type=custom'),
  names('scope=local'),
  names('scope=swarm'),
  names('dangling=true'),
  names('dangling=false'),
  names('nosuch=filter'),
  names('type=wrong'),
  network('rm', 'bridge'),
  network('rm', 'nosuchnet'),

  // Containers in them.
  detached('web', '--network', 'plain', '--network-alias', 'www', '--hostname', 'webhost'),
  detached('fixed', '--network', 'static', '--ip', '{net}.1.7'),
  cli(
    'run',
    '-d',
    '--name',
    'taken',
    '--network',
    'static',
    '--ip',
    '{net}.1.7',
    'busybox',
    'true',
  ),
  cli('rm', '-f', 'taken'),
  run('--network', 'plain', '--ip', '172.31.255.9', 'busybox', 'true'),
  run('--ip', '172.17.0.99', 'busybox', 'true'),
  run('--network-alias', 'x', 'busybox', 'true'),
  run(
    '--network',
    'ranged',
    'busybox',
    'sh',
    '-c',
    'ip -4 -o addr show eth0 | grep -c {net}.4.128',
  ),
  run('--network', 'static', 'busybox', 'ip', 'route'),
  {
    ...run('--network', 'rich', 'busybox', 'ip', 'route'),
    // An internal network leads nowhere.
    newerStdout: '<address> dev eth0 scope link src <address>\n',
  },
  run('--network', 'plain', 'busybox', 'cat', '/etc/resolv.conf'),
  run(
    '--network',
    'plain',
    '--dns',
    '9.9.9.9',
    '--dns-search',
    'example.org',
    'busybox',
    'cat',
    '/etc/resolv.conf',
  ),
  run('--network', 'plain', '--dns-opt', 'ndots:3', 'busybox', 'cat', '/etc/resolv.conf'),
  run('--network', 'plain', 'busybox', 'sh', '-c', 'ping -c 1 -W 2 web >/dev/null && echo web'),
  run('--network', 'plain', 'busybox', 'sh', '-c', 'ping -c 1 -W 2 www >/dev/null && echo www'),
  run(
    '--network',
    'plain',
    'busybox',
    'sh',
    '-c',
    'ping -c 1 -W 2 webhost >/dev/null && echo host',
  ),
  run('--network', 'static', 'busybox', 'ping', '-c', '1', '-W', '1', 'web'),
  run(
    '--network',
    'plain',
    '--name',
    'self',
    'busybox',
    'sh',
    '-c',
    'ping -c 1 self >/dev/null && echo self',
  ),
  run('--network', 'static', 'busybox', 'sh', '-c', 'nslookup fixed | grep -A1 Name'),
  run('--network', 'static', 'busybox', 'sh', '-c', 'nslookup {net}.1.7 | grep -o "name = .*"'),
  settings(
    'fixed',
    '{{json .Networks.static.IPAMConfig}} {{.Networks.static.IPAddress}} {{.Networks.static.MacAddress}}',
  ),
  settings(
    'fixed',
    '{{.Networks.static.Gateway}} {{.Networks.static.IPPrefixLen}} {{json .Ports}}',
  ),
  settings('web', '{{json .Networks.plain.Links}} {{json .Networks.plain.DriverOpts}}'),
  cli('ps', '--format', '{{.Names}} {{.Networks}} {{.Ports}}'),
  cli('ps', '-f', 'network=plain', '--format', '{{.Names}}'),
  show('static', '{{range .Containers}}{{.Name}} {{.IPv4Address}} {{.MacAddress}}{{end}}'),
  network('rm', 'static'),

  // Connect and disconnect.
  network('connect', '--alias', 'second', '--ip', '{net}.1.20', 'static', 'web'),
  network('connect', 'static', 'web'),
  network('connect', 'static', 'nosuchcontainer'),
  network('connect', 'nosuchnet', 'web'),
  network('connect', 'host', 'web'),
  network('connect', 'none', 'web'),
  refused(
    'no configured subnet or ip-range contain the IP address <address>',
    network('connect', '--ip', '10.9.9.9', 'ranged', 'web'),
  ),
  refused(
    'network-scoped aliases are only supported for user-defined networks',
    network('connect', '--alias', 'x', 'bridge', 'web'),
  ),
  inside('web', 'ip -4 -o addr show eth1 | tr -s " " | cut -d" " -f2-4'),
  inside('web', 'ping -c 1 -W 2 fixed >/dev/null && echo reached'),
  inside('fixed', 'ping -c 1 -W 2 second >/dev/null && echo reached'),
  inside('fixed', 'ping -c 1 -W 2 web >/dev/null && echo reached'),
  cli('rename', 'web', 'site'),
  inside('fixed', 'ping -c 1 -W 2 site >/dev/null && echo reached'),
  inside('fixed', 'ping -c 1 -W 2 web'),
  inside('site', 'grep -c {net}.1.20 /etc/hosts'),
  network('disconnect', 'static', 'site'),
  network('disconnect', 'static', 'site'),
  network('disconnect', '-f', 'static', 'site'),
  network('disconnect', 'nosuchnet', 'site'),
  network('disconnect', 'static', 'nosuchcontainer'),
  inside('site', 'ls /sys/class/net'),
  inside('site', 'grep -c {net}.1.20 /etc/hosts'),
  network('disconnect', 'plain', 'site'),
  inside('site', 'ls /sys/class/net; ip route'),
  network('connect', 'plain', 'site'),
  inside('site', 'ping -c 1 -W 2 site >/dev/null && echo back'),
  cli('create', '--name', 'asleep', '--network', 'plain', 'busybox', 'sleep', '1000'),
  network('connect', 'static', 'asleep'),
  settings('asleep', '{{range $name, $_ := .Networks}}{{$name}} {{end}}'),
  cli('start', 'asleep'),
  inside('asleep', 'ls /sys/class/net; ping -c 1 -W 2 fixed >/dev/null && echo fixed'),
  cli('restart', '-t', '0', 'fixed'),
  settings('fixed', '{{.Networks.static.IPAddress}} {{.Networks.static.MacAddress}}'),
  detached('onhost', '--network', 'host'),
  network('connect', 'plain', 'onhost'),
  network('disconnect', 'host', 'onhost'),
  detached('joined', '--network', 'container:fixed'),
  network('connect', 'plain', 'joined'),
  inside('joined', 'ip -4 -o addr show eth0 | tr -s " " | cut -d" " -f4'),
  run('--network', 'container:fixed', '-p', '80:80', 'busybox', 'true'),
  run('--network', 'container:fixed', '--hostname', 'x', 'busybox', 'true'),

  // Ports.
  detached('ports', '-p', '127.0.0.1:{port1}:80', '-p', '{port2}:53/udp', '--expose', '7000'),
  cli('port', 'ports'),
  cli('port', 'ports', '80'),
  cli('port', 'ports', '53/udp'),
  cli('port', 'ports', '81'),
  cli('ps', '-f', 'name=ports', '--format', '{{.Ports}}'),
  cli('ps', '-f', 'publish={port1}', '--format', '{{.Names}}'),
  cli('ps', '-f', 'expose=7000', '--format', '{{.Names}}'),
  settings('ports', '{{json .Ports}}'),
  cli('inspect', '-f', '{{json .HostConfig.PortBindings}} {{json .Config.ExposedPorts}}', 'ports'),
  run('--name', 'clash', '-p', '127.0.0.1:{port1}:80', 'busybox', 'true'),
  run('-p', '99999:80', 'busybox', 'true'),
  run('-p', '80:99999', 'busybox', 'true'),
  run('-p', '80/nosuch', 'busybox', 'true'),
  run('-p', 'nosuchip:1:80', 'busybox', 'true'),
  run('-p', '1-3:80-81', 'busybox', 'true'),
  cli('stop', '-t', '0', 'ports'),
  cli('port', 'ports'),
  settings('ports', '{{json .Ports}}'),
  cli('rm', 'ports'),
  detached('hidden', '--network', 'none', '-p', '{port1}:80'),
  cli('port', 'hidden'),

  // Links.
  detached('target', '-e', 'COLOUR=red', '--expose', '80'),
  run(
    '--name',
    'linking',
    '--link',
    'target:alias',
    'busybox',
    'sh',
    '-c',
    'env | grep -E "^ALIAS_(NAME|ENV_COLOUR|PORT_80_TCP_PORT)" | sort',
  ),
  run(
    '--link',
    'target:alias',
    'busybox',
    'sh',
    '-c',
    'ping -c 1 -W 2 alias >/dev/null && echo linked',
  ),
  run('--link', 'nosuchcontainer', 'busybox', 'true'),
  run(
    '--network',
    'static',
    '--link',
    'fixed:friend',
    'busybox',
    'sh',
    '-c',
    'ping -c 1 -W 2 friend >/dev/null && echo friend',
  ),

  // Going.
  network('rm', 'plain'),
  cli('rm', '-f', 'site', 'fixed', 'asleep', 'onhost', 'joined', 'hidden', 'target'),
  network('prune', '-f', '--filter', 'label=a'),
  network('prune', '-f', '--filter', 'until=1h'),
  network('prune', '-f', '--filter', 'nosuch=x'),
  { ...network('prune', '-f'), unordered: true },
  network('ls', '--format', '{{.Name}} {{.Driver}}'),
];

sameAnswers('networks on the docker command line', INVOCATIONS, async () => {
  const [a, b, c, d] = await freePorts(4);
  const [net, otherNet] = ['10.251', '10.252'];
  return Promise.resolve({
    ours: { net, port1: String(a), port2: String(b) },
    theirs: { net: otherNet, port1: String(c), port2: String(d) },
  });
});
