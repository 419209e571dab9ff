import { type EngineError, invalidArgument, notFound } from '../../lib/errors.ts';

/** Docker's sentences for networks. moby: libnetwork/error.go, daemon/network.go, runconfig/errors.go */

export const noSuchNetwork = (ref: string): EngineError => notFound(`network ${ref} not found`);

export const ambiguousPrefix = (ref: string, matches: number): EngineError =>
  invalidArgument(`network ${ref} is ambiguous (${matches} matches found based on ID prefix)`);

export const staticAddressRefused = (): EngineError =>
  invalidArgument('user specified IP address is supported on user defined networks only');

export const aliasRefused = (): EngineError =>
  invalidArgument('network-scoped aliases are only supported for user-defined networks');

export const invalidMac = (mac: string): EngineError =>
  invalidArgument(`invalid MAC address ${mac}`);

export const severalNetworks = (names: readonly string[]): EngineError =>
  invalidArgument(`Container cannot be connected to network endpoints: ${names.join(', ')}`);

export const hostIsExclusive = (): EngineError =>
  invalidArgument(
    'container sharing network namespace with another container or host cannot be connected to any other network',
  );

export const noneIsExclusive = (): EngineError =>
  invalidArgument(
    'container cannot be connected to multiple networks with one of the networks in private (none) mode',
  );
