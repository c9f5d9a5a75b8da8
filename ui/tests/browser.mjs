/*
 * Shows every view with the fake program and compares it with its picture: light and dark, English
 * and Arabic, wide and narrow. A view is opened once for each language and width; its colours then
 * change in place, and axe looks at it. Then plays the journeys.
 *
 * `npm run test:browser -- FILTER` takes what has that in its name, `--accept [FILTER]` keeps the
 * pictures as they are now. Pictures of a run lie in target/screenshots/ui.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { findingsIn } from './accessibility.mjs';
import { journeys } from './journeys.mjs';
import { openComparison, removePicture, startPictures, strayPictures } from './pictures.mjs';
import { openPage, openStage } from './stage.mjs';
import { views } from './views.mjs';

const NOW = new Date('2026-11-22T14:02:00');
const AT_ONCE = 3;
const PATIENCE_MILLISECONDS = 15_000;

/** In a setting a view is opened. Its colours: how they are asked for, and what axe has to say. */
const light = { name: 'light', theme: 'light', picture: true, axe: { contrast: false } };
const dark = { name: 'dark', theme: 'dark', picture: true, axe: { contrast: true } };
const highContrast = ['light', 'dark'].map((theme) => ({
  name: `${theme}-contrast`,
  theme,
  contrast: 'more',
  axe: { contrast: true },
}));
const unchecked = (look) => ({ ...look, axe: undefined });
const settings = [
  { name: '', language: 'en', width: 980, looks: [light, dark, ...highContrast] },
  { name: 'narrow-', language: 'en', width: 420, looks: [light, unchecked(dark)] },
  { name: 'arabic-', language: 'ar', width: 980, looks: [light, unchecked(dark)] },
  { name: 'arabic-narrow-', language: 'ar', width: 420, looks: [light, dark].map(unchecked) },
].map((setting) => ({ ...setting, height: 680 }));

const folder = fileURLToPath(new URL('../../target/screenshots/ui', import.meta.url));
const accepts = process.argv[2] === '--accept';
const filter = process.argv[accepts ? 3 : 2] ?? '';
const wanted = (name) => name.includes(filter);

const pictureName = (view, setting, look) => `${view.name}-${setting.name}${look.name}`;

/** Everything in the window stands still but for what the test lets happen. */
async function openView({ page }, address, view, setting) {
  await page.mouse.move(-1, -1);
  await page.setViewportSize({ width: setting.width, height: setting.height });
  await changeColours(page, light);
  await stopClock(page);
  const language = view.language ?? setting.language;
  await page.goto(`${address}/?fake=${view.scenario}&language=${language}`);
  await page.locator('#app > *').first().waitFor({ state: 'attached' });
  await page.clock.runFor(600);
  await page.waitForSelector(`html[data-ready][lang="${language}"]`);
  await view.act?.(page, setting);
  await page.clock.runFor(400);
  await page.evaluate(() =>
    Promise.all([...document.images].map((image) => image.hidden || image.decode())),
  );
}

/** A clock stops only at a time to come. */
async function stopClock(page) {
  await page.clock.setSystemTime(NOW.getTime() - 1000);
  await page.clock.pauseAt(NOW);
}

async function changeColours(page, { theme, contrast = 'no-preference' }) {
  await page.emulateMedia({ colorScheme: theme, contrast });
  await page.waitForFunction(
    ([wantedTheme, wantedContrast]) => {
      const { theme, contrast } = document.documentElement.dataset;
      return theme === undefined || (theme === wantedTheme && contrast === wantedContrast);
    },
    [theme, contrast === 'more' ? 'more' : 'normal'],
  );
}

async function picture(page, name, comparison, accepted) {
  const png = await page.screenshot();
  writeFileSync(join(folder, `${name}.png`), png);
  if (!accepts) return comparison.check(name, png);
  if (await comparison.accept(name, png)) accepted.push(name);
  return null;
}

/** All looks of a view in one setting: first the pictures, then axe, for which time must pass. */
async function checkView(stand, address, view, setting, looks) {
  const { page, troubles, comparison, accepted } = stand;
  const found = [];
  const tell = (look, words) => found.push(`${pictureName(view, setting, look)}: ${words}`);
  troubles.length = 0;
  await openView(stand, address, view, setting);
  for (const look of looks) {
    await changeColours(page, look);
    if (look.picture) {
      const words = await picture(page, pictureName(view, setting, look), comparison, accepted);
      if (words !== null) tell(look, words);
    } else await page.screenshot({ path: join(folder, `${pictureName(view, setting, look)}.png`) });
  }
  const overflows = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  if (overflows) tell(light, 'wider than the window');
  await page.clock.resume();
  for (const look of accepts ? [] : looks.filter(({ axe }) => axe)) {
    await changeColours(page, look);
    for (const words of await findingsIn(page, look.axe)) tell(look, words);
  }
  for (const words of troubles) tell(light, words);
  return found;
}

async function checkJourney(browser, address, journey) {
  const { page, troubles, close } = await openPage(browser);
  const { missing } = journey;
  if (missing !== undefined) await page.route(missing, (route) => route.fulfill({ body: '' }));
  try {
    await page.clock.install({ time: NOW });
    await page.goto(`${address}/?fake=${journey.scenario}&theme=light&language=en`);
    await page.clock.runFor(600);
    await page.waitForSelector('html[data-ready]');
    await journey.run(page);
  } catch (error) {
    troubles.push(error instanceof Error ? error.message : String(error));
  }
  await close();
  return troubles.map((trouble) => `${journey.name}: ${trouble}`);
}

/** A page that shows one view after the other, and one that compares what it shows. */
async function openStand(browser, accepted) {
  const opened = await openPage(browser);
  const comparison = await openComparison(browser);
  opened.page.setDefaultTimeout(PATIENCE_MILLISECONDS);
  await opened.page.clock.install({ time: NOW });
  const close = () => Promise.all([opened.close(), comparison.close()]);
  return { ...opened, accepted, comparison, close };
}

/** A view in a language of its own is not shown in Arabic too. */
const settingsOf = (view) =>
  settings.filter(({ language }) => view.language === undefined || language === 'en');

const jobsOf = (view) =>
  settingsOf(view).flatMap((setting) => {
    const looks = setting.looks.filter(
      (look) => wanted(pictureName(view, setting, look)) && (look.picture || view.contrast),
    );
    if (looks.length === 0) return [];
    const name = `${view.name} (${setting.name}${setting.language})`;
    return [{ name, run: (stand, address) => checkView(stand, address, view, setting, looks) }];
  });

const jobOf = (journey) => ({
  name: journey.name,
  run: ({ browser }, address) => checkJourney(browser, address, journey),
});

/** Does jobs until there are none; a page that failed one is replaced. */
async function work(jobs, browser, address, accepted) {
  const troubles = [];
  let stand;
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
    try {
      stand ??= { ...(await openStand(browser, accepted)), browser };
      troubles.push(...(await job.run(stand, address)));
    } catch (error) {
      troubles.push(`${job.name}: ${error instanceof Error ? error.message : String(error)}`);
      if (!browser.isConnected())
        return [...troubles, 'the browser is gone: the rest was not seen'];
      await stand?.close();
      stand = undefined;
    }
  }
  return troubles;
}

function strays() {
  const pictured = views.flatMap((view) =>
    settingsOf(view).flatMap((setting) =>
      setting.looks.filter((look) => look.picture).map((look) => pictureName(view, setting, look)),
    ),
  );
  const found = strayPictures(pictured).filter(wanted);
  if (accepts) found.forEach(removePicture);
  return accepts ? [] : found.map((name) => `${name}: a picture is checked in, but no view has it`);
}

mkdirSync(folder, { recursive: true });
startPictures();
const { browser, address, close } = await openStage();
const accepted = [];
const jobs = [
  ...views.flatMap(jobsOf),
  ...(accepts ? [] : journeys.filter(({ name }) => wanted(name)).map(jobOf)),
];
const checked = jobs.length;
const workers = Array.from({ length: AT_ONCE }, () => work(jobs, browser, address, accepted));
const troubles = [...(await Promise.all(workers)).flat(), ...strays()];
await close();
for (const trouble of troubles) console.error(trouble);
if (accepts) console.log(`accepted: ${accepted.length === 0 ? 'none' : accepted.join(', ')}`);
console.log(`${checked} checked, ${troubles.length} troubles; pictures in ${folder}`);
process.exit(troubles.length > 0 || checked === 0 ? 1 : 0);
