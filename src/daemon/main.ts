import { runDaemon } from './process/run.ts';

runDaemon({
  argv: process.argv.slice(2),
  env: process.env,
  loadCompose: () => import('./compose.ts'),
});
