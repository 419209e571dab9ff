import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from '../../src/lib/exec.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * ts-proto's options: service definitions as plain data (src/ctrd/transport makes the calls), 64-bit numbers as
 * bigint, `as const` tables for enums, no JSON forms, no partial constructors: a message is written with all its fields.
 */
const OPTIONS = [
  'outputServices=generic-definitions',
  'forceLong=bigint',
  'esModuleInterop=true',
  'importSuffix=.ts',
  'outputJsonMethods=false',
  'outputPartialMethods=false',
  'enumsAsLiterals=true',
  'unrecognizedEnum=false',
  'annotateFilesWithVersion=false',
];

/** Writes the typed messages and service definitions of api/containerd into `outDir`, which it empties first. */
export async function generateContainerd(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  const template = {
    version: 'v2',
    plugins: [
      { local: join(ROOT, 'node_modules/.bin/protoc-gen-ts_proto'), out: outDir, opt: OPTIONS },
    ],
  };
  await run(join(ROOT, 'node_modules/.bin/buf'), [
    'generate',
    join(ROOT, 'api/containerd'),
    '--template',
    JSON.stringify(template),
  ]);
}
