import { join } from 'node:path';

import type { LogTarget } from './io/container-io.ts';
import { logAttributes } from './log/log-attributes.ts';
import type { ContainerRecord } from './record.ts';
import type { ContainerSettings } from './settings.ts';

/** Where and how a container's output is logged. */
export function logTargetOf(
  record: ContainerRecord,
  settings: Pick<ContainerSettings, 'containersDir' | 'defaults'>,
): LogTarget {
  const configured = record.hostConfig.LogConfig;
  const options = configured?.Config ?? settings.defaults.logOpts;
  return {
    driver: configured?.Type ?? settings.defaults.logDriver,
    options,
    attributes: logAttributes(record, options),
    path: join(settings.containersDir, record.id, `${record.id}-json.log`),
  };
}
