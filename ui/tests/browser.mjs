/*
 * Renders every view with the fake backend in light, dark and narrow (some in high contrast), checks
 * each with axe under the shipped content security policy, and keeps a picture of each. Looks that
 * only change colours are checked for contrast alone. Then plays the journeys.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

import { journeys } from './journeys.mjs';
import { views } from './views.mjs';

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self' ipc: http://ipc.localhost",
].join('; ');
const KINDS = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.ftl': 'text/plain',
  '.json': 'application/json',
};
const NOW = new Date('2026-11-22T14:02:00');

const looks = [
  { name: 'light', theme: 'light', width: 980, height: 680 },
  { name: 'dark', theme: 'dark', width: 980, height: 680, colours: true },
  { name: 'narrow', theme: 'light', width: 420, height: 680 },
  ...['light', 'dark'].map((theme) => ({
    name: `${theme}-contrast`,
    theme,
    width: 980,
    height: 680,
    contrast: 'more',
    colours: true,
    some: true,
  })),
];
const AT_ONCE = 3;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const dist = fileURLToPath(new URL('../dist-fake', import.meta.url));
const pictures = fileURLToPath(new URL('../../target/screenshots/ui', import.meta.url));

function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://window');
    const file = join(dist, pathname === '/' ? 'index.html' : pathname);
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    try {
      const body = readFileSync(file);
      response.writeHead(200, {
        'content-type': KINDS[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': CONTENT_SECURITY_POLICY,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

async function openPage(browser, address, { scenario, missing }, look) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.theme,
    contrast: look.contrast ?? 'no-preference',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  if (missing !== undefined) await page.route(missing, (route) => route.fulfill({ body: '' }));
  await page.clock.install({ time: NOW });
  await page.goto(`${address}/?fake=${scenario}&theme=${look.theme}`);
  await page.clock.runFor(600);
  await page.waitForSelector('html[data-ready]');
  return { page, troubles, close: () => context.close() };
}

async function checkView(browser, address, view, look) {
  const { page, troubles, close } = await openPage(browser, address, view, look);
  await view.act?.(page, look);
  await page.clock.runFor(400);
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (
    look.colours ? axe.withRules('color-contrast') : axe.withTags(RULES)
  ).analyze();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  await page.screenshot({ path: join(pictures, `${view.name}-${look.name}.png`) });
  await close();
  return [
    ...troubles,
    ...(overflow ? ['wider than the window'] : []),
    ...violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n  ')}`,
    ),
  ].map((trouble) => `${view.name} (${look.name}): ${trouble}`);
}

async function checkJourney(browser, address, journey) {
  const { page, troubles, close } = await openPage(browser, address, journey, looks[0]);
  try {
    await journey.run(page);
  } catch (error) {
    troubles.push(error instanceof Error ? error.message : String(error));
  }
  await close();
  return troubles.map((trouble) => `${journey.name}: ${trouble}`);
}

mkdirSync(pictures, { recursive: true });
const only = process.argv[2];
const server = await serve();
const address = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const wanted = (name) => only === undefined || name.includes(only);
const jobs = [
  ...views.flatMap((view) =>
    looks
      .filter((look) => wanted(`${view.name}-${look.name}`) && (!look.some || view.contrast))
      .map((look) => () => checkView(browser, address, view, look)),
  ),
  ...journeys
    .filter(({ name }) => wanted(name))
    .map((journey) => () => checkJourney(browser, address, journey)),
];
const checked = jobs.length;
const troubles = [];
async function work() {
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift())
    troubles.push(...(await job()));
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
await browser.close();
server.close();
for (const trouble of troubles) console.error(trouble);
console.log(`${checked} checked, ${troubles.length} troubles; pictures in ${pictures}`);
process.exit(troubles.length > 0 || checked === 0 ? 1 : 0);
