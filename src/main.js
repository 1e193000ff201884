/**
 * Where the process begins: the compile cache first, so that everything after it starts faster the next time. This file alone is
 * JavaScript: what comes before the cache is read anew at each start, and Node takes 60 ms to load its reader of TypeScript.
 */
import module from 'node:module';

/** The oldest that reads TypeScript; `engines` of package.json. */
const OLDEST = 24;
if (Number.parseInt(process.versions.node, 10) < OLDEST) {
  process.stderr.write(
    `Expected Node ${OLDEST} or newer, got ${process.version}. "npm start", "npm run ask" and "npx node src/main.js" take the one that "npm ci" has installed.\n`,
  );
  process.exit(1);
}
module.enableCompileCache();
const { run } = await import('./program.ts');
process.exitCode = await run(process.argv.slice(2));
// A connection that did not come about may linger; nothing is under way any more.
if (process.exitCode !== 0) process.exit();
