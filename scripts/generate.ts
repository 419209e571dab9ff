/**
 * Writes everything that is generated: types, the operation table and the decoders from api/swagger.yaml, and
 * containerd's messages from api/containerd. With `--check` it writes nothing and fails where a file is out of date.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bodyDecoders } from './generate/decoders.ts';
import { readDocument } from './generate/document.ts';
import { openapiTypes } from './generate/openapi-types.ts';
import { operationTable, queryTypes } from './generate/operation-table.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CONTAINERD = 'src/ctrd/gen';

type Files = ReadonlyMap<string, string>;

async function documentFiles(): Promise<Files> {
  const document = readDocument();
  return new Map([
    ['src/api/openapi.gen.ts', await openapiTypes(document)],
    ['src/api/queries.gen.ts', queryTypes(document)],
    ['src/daemon/operations.gen.ts', operationTable(document)],
    ['src/daemon/validators.gen.ts', bodyDecoders(document)],
  ]);
}

/** Its tools write files themselves, so they write them into a directory of their own first. */
async function containerdFiles(): Promise<Files> {
  const module = new URL('generate/containerd.ts', import.meta.url);
  if (!existsSync(module)) return new Map();
  const { generateContainerd } = (await import(module.href)) as {
    generateContainerd: (outDir: string) => Promise<void>;
  };
  const directory = await mkdtemp(join(tmpdir(), 'joey-generate-'));
  try {
    await generateContainerd(directory);
    return await readTree(directory, CONTAINERD);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function readTree(directory: string, prefix: string): Promise<Files> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async (entry): Promise<[string, string]> => {
        const path = join(entry.parentPath, entry.name);
        return [join(prefix, path.slice(directory.length + 1)), await readFile(path, 'utf8')];
      }),
    ),
  );
}

async function onDisk(path: string): Promise<string | undefined> {
  return existsSync(join(ROOT, path)) ? readFile(join(ROOT, path), 'utf8') : undefined;
}

async function outdated(files: Files): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, text] of files) if ((await onDisk(path)) !== text) stale.push(path);
  const present = existsSync(join(ROOT, CONTAINERD))
    ? await readTree(join(ROOT, CONTAINERD), CONTAINERD)
    : [];
  for (const [path] of present) if (!files.has(path)) stale.push(path);
  return stale;
}

const files: Files = new Map([...(await documentFiles()), ...(await containerdFiles())]);
if (process.argv.includes('--check')) {
  const stale = await outdated(files);
  if (stale.length > 0) {
    console.error(`out of date, run \`npm run generate\`:\n  ${stale.join('\n  ')}`);
    process.exitCode = 1;
  }
} else {
  for (const path of await outdated(files)) {
    const text = files.get(path);
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await (text === undefined ? rm(join(ROOT, path)) : writeFile(join(ROOT, path), text));
    console.log(path);
  }
}
