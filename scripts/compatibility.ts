/**
 * Writes docs/compatibility.md: which operations of the document the engine serves. With `--check` it writes nothing
 * and fails when the file is out of date.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

import type { OperationId } from '../src/api/operations.ts';
import type { Managers } from '../src/daemon/managers.ts';
import type { Handlers } from '../src/daemon/routes/handler.ts';
import { routes } from '../src/daemon/routes/index.ts';
import type { PingFacts } from '../src/daemon/routes/system.ts';
import { compatibilityPage } from './generate/compatibility.ts';
import { readDocument } from './generate/document.ts';

const PAGE = new URL('../docs/compatibility.md', import.meta.url);

/** The table only, whose handlers are never called. */
const handlers: Handlers = routes({} as Managers, {} as PingFacts);

const page = compatibilityPage(readDocument(), (id) => handlers[id as OperationId].served);
const old = existsSync(PAGE) ? await readFile(PAGE, 'utf8') : '';
if (page !== old && process.argv.includes('--check')) {
  console.error('out of date, run `npm run generate`: docs/compatibility.md');
  process.exitCode = 1;
} else if (page !== old) {
  await writeFile(PAGE, page);
  console.log('docs/compatibility.md');
}
