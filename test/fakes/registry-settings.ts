import type { RegistrySettings } from '../../src/image/registry/settings.ts';

/** As the daemon has them by default, without the machine's own directories. */
export const registrySettings = (changes: Partial<RegistrySettings> = {}): RegistrySettings => ({
  registryMirrors: [],
  insecureRegistries: [],
  registryConfigDirs: [],
  httpProxy: '',
  httpsProxy: '',
  noProxy: '',
  maxConcurrentDownloads: 3,
  maxConcurrentUploads: 5,
  maxDownloadAttempts: 5,
  ...changes,
});
