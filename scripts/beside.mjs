/** Hugo, built beside the page that is served already: `npm start` waits for nothing of it. */
import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { isBuilt, placeHugo } from './hugo.mjs';
import { note, root } from './run.mjs';

/** The lowest but one: the page and its author come first. */
const idle = 18;

/**
 * Builds Hugo where it is missing or old, and puts it beside the page. Says so in one line, and why not in one sentence.
 * @param {{ command?: string[] }} [options] `command`: what builds it, in the place of `npm run build:hugo`
 * @returns {{ done: Promise<void>, stop(): void }}
 */
export function buildBeside({ command = [join(root, 'scripts', 'main.cjs'), 'hugo'] } = {}) {
  const wasThere = isBuilt();
  if (!wasThere) note('Hugo is built beside it, once, in some minutes: then the page shows what only your site knows');
  // A group of its own: Go starts its compilers.
  const child = spawn(process.execPath, command, { cwd: root, detached: process.platform !== 'win32', stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    if (child.pid) setPriority(child.pid, idle);
  } catch {
    // It may have ended.
  }
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-10_000)));
  let isStopped = false;
  const done = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? null : said.trim().split('\n').pop() || `it ended with code ${code}`));
  }).then((reason) => {
    if (isStopped) return;
    if (reason !== null) note(`Hugo was not built (\`npm run build:hugo\` shows the whole story), and the page works without it: ${reason}`);
    else {
      placeHugo();
      if (!wasThere) note('Hugo is there: load the page again');
    }
  });
  return {
    done,
    stop() {
      isStopped = true;
      try {
        if (child.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid);
      } catch {
        // It has ended.
      }
    },
  };
}
