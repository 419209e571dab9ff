import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

import { parseByteSize } from '../../lib/byte-size.ts';
import { parseDurationMs } from '../../lib/duration.ts';
import { invalidArgument } from '../../lib/errors.ts';
import {
  asList,
  asObject,
  asText,
  type Kind,
  list,
  parsed,
  splitPair,
  text,
  wrongType,
} from './kind.ts';

/** An OCI runtime or a shim under a name. */
export interface RuntimeOption {
  readonly path: string;
  readonly runtimeArgs: readonly string[];
  /** A shim such as `io.containerd.runc.v2`; empty for the default one. */
  readonly runtimeType: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface UlimitOption {
  readonly Name: string;
  readonly Soft: number;
  readonly Hard: number;
}

export interface AddressPool {
  readonly Base: string;
  readonly Size: number;
}

/** Bytes; a number or a size such as `64m`. */
export const bytes: Kind<number> = parsed('bytes', parseByteSize);

/** Milliseconds of a Go duration such as `720h`. */
export const durationMs: Kind<number> = parsed('duration', parseDurationMs);

const checkAddress = (value: string): void => {
  if (value !== '' && isIP(value) === 0) throw invalidArgument(`${value} is not an ip address`);
};

export const address: Kind<string> = text('ip', checkAddress);

export const addresses: Kind<readonly string[]> = list('list', (item) => {
  checkAddress(item.trim());
  return item.trim();
});

/** `192.0.2.1/24`: an address or a network with its prefix length. */
export function checkCidr(value: string): void {
  const slash = value.lastIndexOf('/');
  const host = value.slice(0, slash);
  const length = Number(value.slice(slash + 1));
  const widest = isIPv4(host) ? 32 : isIPv6(host) ? 128 : -1;
  const fits = slash > 0 && /\/\d{1,3}$/.test(value) && length <= widest;
  if (!fits) throw invalidArgument(`invalid CIDR address: ${value}`);
}

export const cidr: Kind<string> = text('string', (value) => {
  if (value !== '') checkCidr(value);
});

export const labels: Kind<readonly string[]> = list('list', (item) => {
  if (!/^[^=\s][^=]*=/.test(item)) throw invalidArgument(`bad attribute format: ${item}`);
  return item;
});

export const mirrors: Kind<readonly string[]> = list('list', (item) => {
  const url = URL.canParse(item) ? new URL(item) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw invalidArgument(`invalid mirror: unsupported scheme or not a URL in "${item}"`);
  }
  if (url.search !== '' || url.hash !== '') {
    throw invalidArgument(`invalid mirror: query or fragment at end of the URI "${item}"`);
  }
  return item.endsWith('/') ? item : `${item}/`;
});

const LIMITS = new Set(
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(
    ' ',
  ),
);

function ulimit(name: string, soft: number, hard: number): UlimitOption {
  if (!LIMITS.has(name)) throw invalidArgument(`invalid ulimit type: ${name}`);
  if (hard !== -1 && (soft > hard || soft === -1)) {
    throw invalidArgument(
      `ulimit soft limit must be less than or equal to hard limit: ${soft} > ${hard}`,
    );
  }
  return { Name: name, Soft: soft, Hard: hard };
}

const limitNumber = (written: string): number => {
  if (/^-?\d{1,15}$/.test(written)) return Number(written);
  throw invalidArgument(`strconv.ParseInt: parsing "${written}": invalid syntax`);
};

export const ulimits: Kind<Readonly<Record<string, UlimitOption>>> = {
  hint: 'ulimit',
  fromFlag: (texts) =>
    Object.fromEntries(
      texts.map((item) => {
        const [name, value] = splitPair(item);
        const [soft = '', hard = soft] = value.split(':');
        return [name, ulimit(name, limitNumber(soft), limitNumber(hard))];
      }),
    ),
  fromFile: (value) =>
    Object.fromEntries(
      Object.entries(asObject(value)).map(([name, item]) => {
        const { Soft, Hard } = asObject(item);
        if (!Number.isSafeInteger(Soft) || !Number.isSafeInteger(Hard)) {
          throw wrongType(`integers Soft and Hard for ${name}`, item);
        }
        return [name, ulimit(name, Soft as number, Hard as number)];
      }),
    ),
};

function pool(base: string, size: number): AddressPool {
  checkCidr(base);
  const prefix = Number(base.slice(base.lastIndexOf('/') + 1));
  const widest = base.includes(':') ? 128 : 32;
  if (!Number.isInteger(size) || size < prefix || size > widest) {
    throw invalidArgument(`invalid pool size ${size} for base ${base}`);
  }
  return { Base: base, Size: size };
}

export const addressPools: Kind<readonly AddressPool[]> = {
  hint: 'pool-options',
  fromFlag: (texts) =>
    texts.map((item) => {
      const fields = new Map(item.split(',').map(splitPair));
      return pool(fields.get('base') ?? '', limitNumber(fields.get('size') ?? ''));
    }),
  fromFile: (value) =>
    asList(value).map((item) => {
      const { base, size } = asObject(item);
      return pool(asText(base), Number(size));
    }),
};

const RUNTIME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

function runtime(name: string, value: unknown): RuntimeOption {
  const { path, runtimeArgs, runtimeType, options, ...unknown } = asObject(value);
  const [stray] = Object.keys(unknown);
  if (stray !== undefined) throw invalidArgument(`runtime ${name}: unknown key "${stray}"`);
  const found: RuntimeOption = {
    path: path === undefined ? '' : asText(path),
    runtimeArgs: runtimeArgs == null ? [] : asList(runtimeArgs).map(asText),
    runtimeType: runtimeType === undefined ? '' : asText(runtimeType),
    options: options == null ? {} : asObject(options),
  };
  checkRuntime(name, found);
  return found;
}

/** moby: daemon/config/config_linux.go, daemon/runtime_unix.go: a path or a shim, never both. */
function checkRuntime(name: string, { path, runtimeType, runtimeArgs }: RuntimeOption): void {
  if (!RUNTIME_NAME.test(name)) throw invalidArgument(`invalid runtime name: ${name}`);
  if (path === '' && runtimeType === '') {
    throw invalidArgument(
      `either a runtimeType or a path must be configured for runtime "${name}"`,
    );
  }
  if (path !== '' && runtimeType !== '') {
    throw invalidArgument(`cannot configure both path and runtimeType for runtime "${name}"`);
  }
  if (runtimeType !== '' && runtimeArgs.length > 0) {
    throw invalidArgument(`runtimeArgs cannot be used with a runtimeType for runtime "${name}"`);
  }
}

export const runtimes: Kind<Readonly<Record<string, RuntimeOption>>> = {
  hint: 'runtime',
  fromFlag: (texts) =>
    Object.fromEntries(
      texts.map((item) => {
        const [name, path] = splitPair(item);
        return [name, runtime(name, { path })];
      }),
    ),
  fromFile: (value) =>
    Object.fromEntries(
      Object.entries(asObject(value)).map(([name, item]) => [name, runtime(name, item)]),
    ),
};

/** Whether an address lies in a network. */
export function contains(network: string, host: string): boolean {
  const [base = '', length = '0'] = network.split('/');
  const family = isIPv4(host) ? 'ipv4' : 'ipv6';
  if (isIPv4(base) !== (family === 'ipv4')) return false;
  const block = new BlockList();
  block.addSubnet(base, Number(length), family);
  return block.check(host, family);
}

export const features: Kind<Readonly<Record<string, boolean>>> = {
  hint: 'map',
  fromFlag: (texts) =>
    Object.fromEntries(
      texts.map((item) => {
        const [name, value] = splitPair(item);
        return [name, value === '' || value === 'true'];
      }),
    ),
  fromFile: (value) =>
    Object.fromEntries(
      Object.entries(asObject(value)).map(([name, item]) => {
        if (typeof item !== 'boolean') throw wrongType(`a boolean for ${name}`, item);
        return [name, item];
      }),
    ),
};
