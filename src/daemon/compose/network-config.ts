import type { NetworkConfig } from '../../mgr/network/deps.ts';
import type { Config } from '../config/schema.ts';

/** The network manager's slice: address pools lose daemon.json's spelling. */
export function networkConfig(config: Config): NetworkConfig {
  return {
    ...config,
    defaultAddressPools: config.defaultAddressPools.map(({ Base, Size }) => ({
      base: Base,
      size: Size,
    })),
  };
}
