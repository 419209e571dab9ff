/** What scripts/build.ts stamps into the bundle. */
export interface BuildInfo {
  readonly version: string;
  /** Short commit; empty when unknown. */
  readonly commit: string;
  /** RFC 3339; empty when run from source. */
  readonly time: string;
}

/** Defined by the bundler; absent when run from source. */
declare const JOEY_BUILD: BuildInfo | undefined;

export const buildInfo: BuildInfo =
  typeof JOEY_BUILD === 'undefined' ? { version: '0.1.0-dev', commit: '', time: '' } : JOEY_BUILD;
