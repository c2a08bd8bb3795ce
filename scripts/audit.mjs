/** Known faults of the packages that the lock files name: a step of `npm run check`. */
import { spawnSync } from 'node:child_process';
import { note, root, skipped, Stop } from './run.mjs';

/**
 * Advisories that do not hold here, by their id, each with the reason.
 * @type {Record<string, string>}
 */
const exceptions = {};

/** The crates, by cargo-audit and RustSec's list, where both are at hand. */
export function auditCrates() {
  const { stdout } = spawnSync('cargo', ['audit', '--json'], { cwd: root, encoding: 'utf8' });
  const report = parsed(stdout);
  if (!report?.vulnerabilities) {
    skipped('known faults of the crates', '`cargo audit` does not answer: install it (`cargo install cargo-audit`), and let it reach its list of advisories');
    return;
  }
  const warnings = Object.values(report.warnings ?? {}).flat();
  judge([...report.vulnerabilities.list, ...warnings].flatMap(({ advisory, package: { name, version } }) =>
    advisory ? [{ id: advisory.id, what: `${name} ${version}: ${advisory.title}` }] : []));
}

/**
 * The npm packages, by the registry's list, where it answers. Development packages count, too: they run here.
 * @param {string[]} folders with a lock file
 */
export function auditPackages(folders) {
  const npm = process.env.npm_execpath;
  for (const folder of folders) {
    const args = ['audit', '--json', '--prefix', folder];
    const { stdout } = spawnSync(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, { cwd: root, encoding: 'utf8' });
    const report = parsed(stdout);
    if (!report?.vulnerabilities) {
      skipped(`known faults of the packages of ${folder}/package-lock.json`, 'the registry does not give its list of advisories');
      continue;
    }
    // A package that only depends on a faulty one names that one.
    const causes = Object.values(report.vulnerabilities).flatMap(({ via }) => via.filter((/** @type {unknown} */ cause) => typeof cause === 'object'));
    judge(causes.map(({ url, name, title }) => ({ id: url.split('/').at(-1), what: `${name}: ${title}` })));
  }
}

/** @param {{ id: string, what: string }[]} found */
function judge(found) {
  for (const { id, what } of found) note(`${id}, ${what}${id in exceptions ? ` (${exceptions[id]})` : ''}`);
  const open = found.filter(({ id }) => !(id in exceptions));
  if (open.length > 0) throw new Stop(`${open.length} advisories: update the packages, or say in scripts/audit.mjs why they do not hold here.`);
  note(`${found.length} advisories, each with a reason why it does not hold here`);
}

/** @param {string | null} json @returns {any} null for what is no JSON */
function parsed(json) {
  try {
    return JSON.parse(json ?? '');
  } catch {
    return null;
  }
}
