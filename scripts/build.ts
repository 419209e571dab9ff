/**
 * Bundles the daemon and its workers into dist/ and keeps V8's compiled code beside the daemon; and the
 * command line into dist/joey/.
 * Usage: tsx scripts/build.ts [--release]   with --release a missing entry is an error
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, type BuildOptions, type Plugin } from 'esbuild';

import type { BuildInfo } from '../src/lib/build-info.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const isRelease = process.argv.includes('--release');

/** Output name → source. The workers' names are those which spawnWorker is given. */
const ENTRIES = {
  'joeyd.main': 'src/daemon/main.ts',
  'net-worker': 'src/network/worker/main.ts',
  'relay-worker': 'src/network/ports/worker/main.ts',
  'dns-worker': 'src/network/dns/worker/main.ts',
  'log-worker': 'src/mgr/container/io/log-worker.ts',
} as const;

/**
 * Fastify brings compilers for JSON schemas along (450 KB, 3 MB of memory). Our decoders are generated and no
 * route has a schema; one that had would say so at start.
 */
const withoutSchemaCompilers: Plugin = {
  name: 'without-schema-compilers',
  setup(bundler) {
    const filter = /^@fastify\/(ajv|fast-json-stringify)-compiler$/;
    bundler.onResolve({ filter }, ({ path }) => ({ path, namespace: 'absent' }));
    bundler.onLoad({ filter: /.*/, namespace: 'absent' }, ({ path }) => ({
      contents: `module.exports=()=>()=>{throw new Error('${path} is not bundled: routes have no schemas')}`,
    }));
  },
};

/**
 * A daemon at rest should not hold what a burst needed: the young generation stays small, though not so small that
 * it is collected all the time; and helper threads of the collector would compete with the containers that start.
 * Kept code is valid for the same flags only.
 */
const NODE_FLAGS = ['--max-semi-space-size=4', '--single-threaded-gc'];

/** Addons find their binaries beside their own files. */
const NATIVE = ['better-sqlite3', 'koffi'];

const entries = Object.entries(ENTRIES).filter(([name, source]) => isThere(name, source));
const info = await buildInfo();
await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
await build({ ...options(info), entryPoints: Object.fromEntries(entries) });
await escapeForeignLetters(join(DIST, 'joeyd.main.js'));
// The bundles are CommonJS: only scripts, not modules, can carry compiled code.
await writeFile(join(DIST, 'package.json'), '{ "type": "commonjs" }\n');
await writeFile(join(DIST, 'joeyd.js'), loaderText());
await chmod(join(DIST, 'joeyd.js'), 0o755);
keepCompiledCode();
await buildCommandLine(info);
console.log(`joeyd ${info.version} (${info.commit}) in ${DIST}`);

function isThere(name: string, source: string): boolean {
  if (existsSync(join(ROOT, source))) return true;
  if (isRelease) throw new Error(`the source of ${name} is missing: ${source}`);
  console.warn(`skipped: ${source} is missing`);
  return false;
}

function options({ version, commit, time }: BuildInfo): BuildOptions {
  return {
    absWorkingDir: ROOT,
    outdir: DIST,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    external: NATIVE,
    plugins: [withoutSchemaCompilers],
    sourcemap: true,
    sourcesContent: false,
    // Names stay, for stack traces.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'ascii',
    logLevel: 'warning',
    define: {
      JOEY_BUILD: JSON.stringify({ version, commit, time }),
      'import.meta.url': '__moduleUrl',
    },
    banner: { js: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
  };
}

/**
 * The command line as modules that are loaded when they are needed: what a command does not use costs
 * nothing at its start.
 */
async function buildCommandLine({ version, commit, time }: BuildInfo): Promise<void> {
  const outdir = join(DIST, 'joey');
  await build({
    absWorkingDir: ROOT,
    outdir,
    entryPoints: { joey: 'src/cli/main.ts' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    define: { JOEY_BUILD: JSON.stringify({ version, commit, time }) },
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  });
  await writeFile(join(outdir, 'package.json'), '{ "type": "module" }\n');
  const program = join(outdir, 'joey.js');
  await writeFile(program, `#!/usr/bin/env node\n${await readFile(program, 'utf8')}`);
  await chmod(program, 0o755);
}

/** esbuild leaves them in regular expressions; without them the file is one byte a character, in V8 too. */
async function escapeForeignLetters(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const escape = (letter: string): string =>
    `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

  await writeFile(file, text.replace(/[^\x00-\x7f]/g, escape));
}

async function buildInfo(): Promise<BuildInfo> {
  const text = await readFile(join(ROOT, 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  const time = new Date().toISOString().replace('Z', '000000+00:00');
  return { version, commit: commitOf(), time };
}

function commitOf(): string {
  try {
    const args = ['rev-parse', '--short', 'HEAD'];
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    // Built from an archive.
    return 'unknown';
  }
}

/** Runs the warm-up in the bundle and keeps what V8 compiled for it. Without it a start is slower, not wrong. */
function keepCompiledCode(): void {
  const env = { ...process.env, JOEYD_WARM_UP: '1', JOEYD_KEEP_CODE: '1' };
  try {
    execFileSync(process.execPath, [...NODE_FLAGS, join(DIST, 'joeyd.js')], {
      env,
      stdio: 'inherit',
    });
  } catch (err) {
    if (isRelease) throw err;
    console.warn('built without compiled code: the warm-up failed');
  }
}

/**
 * What `dist/joeyd.js` runs. Node 20 has no compile cache of its own. V8 itself checks that kept code is of
 * this version, these flags and this source, and compiles anew where it is not.
 */
function loaderText(): string {
  return `#!/usr/bin/env -S MALLOC_ARENA_MAX=1 node ${NODE_FLAGS.join(' ')}
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, 'joeyd.main.js');
const cache = filename + '.cache';
const isBuild = process.env.JOEYD_KEEP_CODE !== undefined;
let cachedData;
try {
  if (!isBuild) cachedData = readFileSync(cache);
} catch {}
const script = new Script(wrap(readFileSync(filename, 'latin1')), { filename, cachedData });
if (isBuild) process.once('exit', () => writeFileSync(cache, script.createCachedData()));
const main = { exports: {} };
script.runInThisContext()(main.exports, createRequire(filename), main, filename, dirname(filename));
`;
}
