/* What axe finds in a page. It is run in the page itself: once read, it answers in half a second. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** With `contrast`, only the rule of colours: a look that only changes colours breaks no other. */
export async function findingsIn(page, { contrast }) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const violations = await page.evaluate(
    async (runOnly) => {
      const options = { runOnly, resultTypes: ['violations'], preload: false };
      return (await globalThis.axe.run(document, options)).violations;
    },
    contrast ? ['color-contrast'] : RULES,
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n  ')}`,
  );
}
