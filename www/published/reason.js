/** Why Hugo has made no page, in a few words. */

/** @param {{ severity: string, message: string, file: string | null, line: number | null }[]} problems */
export function reasonFor(problems) {
  const problem = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  if (!problem) return 'the site publishes no page for this post';
  if (/tocss|scss|sass/i.test(problem.message)) {
    return 'its stylesheet is written in Sass, which Hugo cannot compile here. Run `hugo` once in the folder of the site: what it writes to resources/_gen is used';
  }
  const place = problem.file ? ` (${problem.file}${problem.line ? `, line ${problem.line}` : ''})` : '';
  return `Hugo reports: ${problem.message.replace(/\.$/, '')}${place}`;
}
