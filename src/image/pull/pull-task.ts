import type { ImageRef } from '../../lib/image-ref.ts';
import type { Lease } from '../lease.ts';
import type { Platform } from '../platform.ts';
import type { Report } from '../progress.ts';
import type { Repository } from '../registry/repository.ts';
import type { UnpackDeps } from '../unpack.ts';
import type { Downloads } from './downloads.ts';

export interface PullDeps extends UnpackDeps {
  readonly downloads: Downloads;
}

export interface PullTask {
  readonly repository: Repository;
  readonly ref: Pick<ImageRef, 'domain' | 'path'>;
  readonly platform: Platform;
  readonly report: Report;
  readonly lease: Lease;
  readonly signal: AbortSignal;
}
