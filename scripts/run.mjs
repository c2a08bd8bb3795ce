/** Finds and runs other programs, and reports their progress and failures. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder; every program runs there. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The folder of the programs that the set-up compiles. */
export const tools = join(root, '.cache', 'tools');

// Ours come first, so that wasm-pack finds the wasm-bindgen that fits. Cargo's own folder comes last:
// a shell opened before rustup was installed does not know it yet.
process.env.PATH = [
  join(tools, 'bin'),
  join(root, 'node_modules', '.bin'),
  process.env.PATH,
  join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'bin'),
].join(delimiter);

/** A reason to stop that the reader can act on: shown as one sentence, without a stack. */
export class Stop extends Error {
  name = 'Stop';
}

/** @param {string} step what is done next */
export function say(step) {
  console.log(`\n== ${step}`);
}

/** @param {string} fact what was found or done */
export function note(fact) {
  console.log(`   ${fact}`);
}

/** @param {number} since a time from Date.now() */
export function elapsed(since) {
  const seconds = Math.round((Date.now() - since) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * The path of a program, or null.
 * @param {...string} names tried in this order
 */
export function which(...names) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of names) {
    for (const folder of folders) {
      for (const ending of endings) {
        const file = join(folder, name + ending);
        if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
      }
    }
  }
  return null;
}

/**
 * The output of a program, or null when it is missing or fails.
 * @param {string} command
 * @param {string[]} args
 */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Runs a program in the foreground: its output passes through.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, silent?: boolean, minutes?: number, otherwise?: string }} [options]
 *   `silent`: the program prints nothing for long, so the elapsed time is printed;
 *   `minutes`: a program that runs longer is ended, and counts as failed;
 *   `otherwise`: the sentence when it fails
 */
export async function run(command, args, { env, silent = false, minutes = 0, otherwise } = {}) {
  const start = Date.now();
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env }, timeout: minutes * 60_000 });
  const clock = silent ? setInterval(() => note(`... ${elapsed(start)}`), 10_000) : undefined;
  try {
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Stop(otherwise ?? `\`${[command, ...args].join(' ')}\` failed after ${elapsed(start)}.`);
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(otherwise ?? `\`${command}\` could not be started.`);
  } finally {
    clearInterval(clock);
  }
}

/**
 * Runs a program that is an npm package, by this Node.
 * @param {string} file its path below node_modules
 * @param {string[]} args
 */
export function runPackage(file, args) {
  return run(process.execPath, [join('node_modules', file), ...args]);
}

/** Checks that were not made, each with the reason. @type {string[]} */
const skips = [];

/**
 * Reports a check that was skipped; all of them are listed again at the end of the run.
 * @param {string} check what was not checked
 * @param {string} reason what it needs
 */
export function skipped(check, reason) {
  note(`SKIPPED: ${check}: ${reason}`);
  skips.push(`${check}: ${reason}`);
}

/** Tests that failed at first and passed when run again. @type {string[]} */
const unsteadyFiles = [];

/** @param {string[]} files which are listed at the end of the run */
export function unsteady(files) {
  unsteadyFiles.push(...files);
}

/**
 * Runs stages one after the other, each under a heading, to the end: one failure must not hide the next.
 * @param {[title: string, work: () => unknown][]} stages
 */
export async function stages(stages) {
  /** @type {string[]} */
  const failed = [];
  for (const [title, work] of stages) {
    say(title);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      console.error(error.message);
      failed.push(title);
    }
  }
  if (skips.length > 0) {
    say('Skipped in this run');
    for (const skip of skips) note(skip);
  }
  if (unsteadyFiles.length > 0) {
    say('Failed at first, passed when run again');
    for (const file of unsteadyFiles) note(file);
  }
  if (failed.length > 0) throw new Stop(`Failed: ${failed.join('; ')}.`);
}
