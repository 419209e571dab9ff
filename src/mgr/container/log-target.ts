import { join } from 'node:path';

import type { LogTarget } from './io/container-io.ts';
import type { ContainerRecord } from './record.ts';
import type { ContainerSettings } from './settings.ts';

/** Where and how a container's output is logged. */
export function logTargetOf(
  record: Pick<ContainerRecord, 'id' | 'hostConfig'>,
  settings: Pick<ContainerSettings, 'containersDir' | 'defaults'>,
): LogTarget {
  const configured = record.hostConfig.LogConfig;
  return {
    driver: configured?.Type ?? settings.defaults.logDriver,
    options: configured?.Config ?? settings.defaults.logOpts,
    path: join(settings.containersDir, record.id, `${record.id}-json.log`),
  };
}
