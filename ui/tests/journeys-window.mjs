import assert from 'node:assert/strict';

const WORK = 'cac_8sYqT2mWk4ZcJ1pRvNxGhB';
const HOME = 'cac_1WfUe6oIyTr9QaSdFgHjKl';
const GITHUB = 'cac_2RkVb7xYpQe9LnTz4HsWd1';

const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.dataset?.key ?? element?.dataset?.testid ?? element?.tagName ?? null;
  });
const selected = (page) =>
  page.evaluate(() => document.querySelector('[aria-current="true"]')?.dataset.key ?? null);
const said = (page) => page.locator('body > #app > p.heard[role="status"]').innerText();
const choose = async (page, item) => {
  await page.getByTestId('menu').click();
  await page.clock.runFor(200);
  await page.getByTestId(item).click();
  await page.clock.runFor(200);
};
const checked = (page, id) => page.getByTestId(`row-account-${id}`).getAttribute('aria-checked');

/** Stops the clock, which goes on by itself while the machine is busy. */
const still = async (page) => page.clock.pauseAt(await page.evaluate(() => Date.now() + 2000));

async function disconnectWork(page) {
  await still(page);
  await page.getByTestId(`row-account-${WORK}`).focus();
  await page.keyboard.press('Delete');
  assert.equal(await focused(page), 'sheet-disconnect-cancel');
  await page.getByTestId('sheet-disconnect-confirm').click();
  await page.clock.runFor(200);
}

/** The window around the panes, by keyboard where that matters. */
export const windowJourneys = [
  {
    name: 'window: tells how a tenant is set up, by the keyboard, and says what is no domain',
    scenario: 'named',
    async run(page) {
      await page.getByTestId('menu').click();
      await page.clock.runFor(200);
      await page.getByTestId('menu-set-up').click();
      await page.clock.runFor(200);
      await page.getByTestId('set-up-kit').getByText('acme.eu.auth0.com').waitFor();
      await page.getByTestId('set-up-dashboard').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      assert.equal(await page.getByTestId('set-up-terraform').isChecked(), true);
      await page.getByText('resource "auth0_client"').waitFor();
      await page.getByTestId('set-up-copy-all').press('Enter');
      await page.clock.runFor(100);
      assert.equal(await page.getByTestId('set-up-copy-all').innerText(), 'Copied');
      await page.getByTestId('set-up-domain').fill('no domain');
      await page.getByTestId('set-up-domain').press('Enter');
      await page.clock.runFor(200);
      assert.equal(await page.getByTestId('set-up-step').count(), 0);
      assert.equal(await page.getByTestId('set-up-domain').getAttribute('aria-invalid'), 'true');
      assert.equal(await page.getByTestId('set-up-domain').inputValue(), 'no domain');
    },
  },
  {
    name: 'window: finds accounts by nickname, hint and permission',
    scenario: 'named',
    async run(page) {
      const rows = page.locator('[data-key]');
      for (const [query, count] of [
        ['work goo', 1],
        ['HOME.EXAMPLE', 1],
        ['harbour', 0],
        ['send email', 2],
      ]) {
        await page.getByTestId('search').fill(query);
        assert.equal(await rows.count(), count, query);
      }
    },
  },
  {
    name: 'window: jumps to a name by its letters, and to the ends',
    scenario: 'named',
    async run(page) {
      await page.getByTestId(`row-account-${GITHUB}`).click();
      await page.getByTestId(`row-account-${GITHUB}`).focus();
      await page.keyboard.press('w');
      assert.equal(await focused(page), `account:${WORK}`);
      await page.keyboard.press('Home');
      assert.equal(await focused(page), `account:${GITHUB}`);
      await page.clock.runFor(2000);
      await page.keyboard.type('ho');
      assert.equal(await selected(page), `account:${HOME}`);
    },
  },
  {
    name: 'window: in a long list, the keyboard stays on its row however far it is scrolled',
    scenario: 'many',
    async run(page) {
      const rows = page.locator('.groups [data-key]');
      await rows.first().focus();
      for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press('ArrowDown');
      const key = await focused(page);
      assert.equal(key, await selected(page));
      for (const top of [90, 700, 1500, 30_000, 400, 0]) {
        await page.locator('.groups').evaluate((it, to) => it.scrollTo(0, to), top);
        await page.clock.runFor(100);
        assert.equal(await focused(page), key, `at ${top}`);
        const places = await page
          .locator('#group-connected + ul > li')
          .evaluateAll((all) => all.map((it) => Number(it.getAttribute('aria-posinset'))));
        assert.deepEqual(
          places,
          [...new Set(places)].sort((a, b) => a - b),
          'in their order',
        );
      }
      await page.getByTestId('search').fill('google');
      assert.equal(await focused(page), 'search');
      const found = await rows.allInnerTexts();
      assert.ok(found.length > 5, `${found.length} rows`);
      for (const text of found) assert.match(text, /google/i);
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(page), await rows.first().getAttribute('data-key'));
    },
  },
  {
    name: 'window: undoes a disconnect by keyboard, and says so',
    scenario: 'named',
    async run(page) {
      await page.getByTestId(`row-account-${WORK}`).click();
      await disconnectWork(page);
      assert.match(await said(page), /Work Google will be disconnected in 10 seconds/);
      await page.getByTestId('undo').waitFor();
      await page.clock.runFor(3000);
      assert.match(
        await page.getByTestId('undo-toasts').innerText(),
        /in [678] s\. Quitting keeps it/,
      );
      await page.keyboard.press('Control+z');
      await page.clock.runFor(200);
      assert.equal(await page.getByTestId('undo').count(), 0);
      assert.match(await said(page), /Work Google stays connected/);
      assert.notEqual(await focused(page), 'BODY');
    },
  },
  {
    name: 'window: hands the selection to the entry of what was removed, and on to its attempt',
    scenario: 'named',
    async run(page) {
      await page.getByTestId(`row-account-${WORK}`).click();
      await disconnectWork(page);
      await page.clock.runFor(12_000);
      assert.equal(await selected(page), `removed:${WORK}`);
      assert.match(await said(page), /Work Google was removed here/);
      await page.getByTestId('reconnect-removed').click();
      await page.clock.runFor(1000);
      assert.equal(await selected(page), 'provider:google-oauth2');
      await page.clock.runFor(32_000);
      assert.match(await selected(page), /^account:/);
      assert.match(await page.getByTestId('pane-title').innerText(), /Work Google/);
    },
  },
  {
    name: 'window: keeps the toast off the foot and off the list',
    scenario: 'undo-several',
    async run(page) {
      await page.getByTestId(`row-account-${WORK}`).click();
      const box = (locator) => locator.boundingBox();
      const toasts = await box(page.getByTestId('undo-toasts'));
      const foot = await box(page.locator('.pane > .foot'));
      const scroll = await box(page.locator('.pane > .scroll'));
      assert.ok(toasts.y >= scroll.y + scroll.height, 'not over the content');
      assert.ok(toasts.y + toasts.height <= foot.y, 'not over the foot');
      assert.ok(toasts.x >= 320, 'not over the list');
      assert.ok((await page.getByTestId('undo').count()) > 0);
    },
  },
  {
    name: 'window: selects several by mouse and keyboard, and disconnects them together',
    scenario: 'named',
    async run(page) {
      await page.getByTestId(`row-account-${GITHUB}`).click();
      await page.getByTestId(`row-account-${WORK}`).click({ modifiers: ['Control'] });
      assert.equal(await checked(page, GITHUB), 'true');
      assert.equal(await checked(page, WORK), 'true');
      assert.equal(await checked(page, HOME), 'false');
      assert.match(await page.getByTestId('pane-title').innerText(), /2 accounts selected/);
      await page.getByTestId(`row-account-${HOME}`).focus();
      await page.keyboard.press('Space');
      assert.equal(await checked(page, HOME), 'true');
      await page.keyboard.press('Escape');
      await page.clock.runFor(100);
      assert.equal(await checked(page, HOME), null);
      await page.keyboard.press('Control+a');
      assert.match(await page.getByTestId('pane-title').innerText(), /5 accounts selected/);
      await page.getByTestId(`row-account-${HOME}`).click();
      await still(page);
      await page.keyboard.press('Delete');
      await page.getByTestId('sheet-disconnect-confirm').click();
      await page.clock.runFor(200);
      assert.match(await page.getByTestId('undo-toasts').innerText(), /4 accounts will be/);
      assert.notEqual(await focused(page), 'BODY');
    },
  },
  {
    name: 'window: reaches a range of accounts with Shift',
    scenario: 'named',
    async run(page) {
      await page.getByTestId(`row-account-${GITHUB}`).click();
      await page.getByTestId(`row-account-${HOME}`).click({ modifiers: ['Shift'] });
      assert.match(await page.getByTestId('pane-title').innerText(), /3 accounts selected/);
    },
  },
  {
    name: 'window: speaks another language at once, and keeps its place',
    scenario: 'named',
    async run(page) {
      await page.getByTestId(`row-account-${WORK}`).click();
      await choose(page, 'menu-preferences');
      await page.getByTestId('language-ar').check();
      await page.locator('html[lang="ar"][dir="rtl"]').waitFor();
      await page.getByRole('heading', { name: 'التفضيلات' }).waitFor();
      assert.equal(await focused(page), 'language-ar');
      assert.equal(await selected(page), `account:${WORK}`);
      await page.getByTestId('language-de').check();
      await page.locator('html[lang="de"][dir="ltr"]').waitFor();
      await page.getByTestId('sheet-close').click();
      await page.clock.runFor(200);
      assert.equal(await focused(page), 'menu');
      await page.getByText('Handlungsbedarf').first().waitFor();
    },
  },
  {
    name: 'window: chooses the way back and what the desktop may do',
    scenario: 'named',
    async run(page) {
      await choose(page, 'menu-preferences');
      await page.getByTestId('return-path-loopback').check();
      await page.getByTestId('prefer-tray').check();
      await page.clock.runFor(100);
      await page.keyboard.press('Escape');
      await page.clock.runFor(100);
      await choose(page, 'menu-preferences');
      assert.ok(await page.getByTestId('return-path-loopback').isChecked());
      assert.ok(await page.getByTestId('prefer-tray').isChecked());
    },
  },
  {
    name: 'window: says what it is, and lists its licences',
    scenario: 'about-failure',
    async run(page) {
      await choose(page, 'menu-about');
      const footprint = page.getByTestId('about-footprint');
      await footprint.getByText('Started').waitFor();
      assert.match(await footprint.innerText(), /Started in\s412\sms · 187\sMB of memory/);
      await page.getByTestId('licences').locator('summary').first().click();
      await page.getByText('MIT OR Apache-2.0').waitFor();
    },
  },
  {
    name: 'window: shows the report line by line before it is saved',
    scenario: 'named',
    async run(page) {
      await choose(page, 'menu-about');
      await page.getByTestId('about-report').click();
      const report = page.getByTestId('report');
      await report.getByText('Not examined in this run.').waitFor();
      assert.equal(await page.getByTestId('report-saved').innerText(), '');
      await page.getByTestId('report-examine').click();
      await report.getByText('Examined in 812 ms.').waitFor();
      assert.equal(await page.getByTestId('report-examine').count(), 0);
      await page.getByTestId('report-log').focus();
      await page.keyboard.press('Enter');
      await report.getByText('the window is painted').waitFor({ state: 'hidden' });
      await page.getByTestId('report-copy').click();
      await page.getByTestId('report-save').click();
      await page.getByText('Saved to').waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await focused(page), 'menu');
    },
  },
  {
    name: 'window: shows its shortcuts on a question mark',
    scenario: 'named',
    async run(page) {
      await page.getByTestId(`row-account-${WORK}`).focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await focused(page), `account:${WORK}`);
    },
  },
  {
    name: 'window: can be used at twice its size',
    scenario: 'named',
    async run(page) {
      // 980 × 680 at 200 %.
      await page.setViewportSize({ width: 490, height: 340 });
      const fits = () =>
        page.evaluate(
          () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
        );
      assert.ok(await fits(), 'the list');
      await page.getByTestId('row-provider-notion').click();
      assert.ok(await fits(), 'a provider');
      await page.getByTestId('connect').click({ trial: true });
      await page.keyboard.press('Escape');
      await page.getByTestId(`row-account-${WORK}`).click();
      assert.ok(await fits(), 'an account');
      await page.getByTestId('disconnect').click();
      await page.getByTestId('sheet-disconnect-confirm').scrollIntoViewIfNeeded();
      await page.getByTestId('sheet-disconnect-confirm').click({ trial: true });
      assert.ok(await fits(), 'a sheet');
    },
  },
  {
    name: 'window: goes from profile to profile, edits one and removes it',
    scenario: 'profiles',
    async run(page) {
      await choose(page, 'menu-profile-Home');
      await page.getByTestId('screen-signedOut').waitFor();
      await choose(page, 'menu-profile');
      assert.equal(await page.getByTestId('profile-name').inputValue(), 'Home');
      await page.getByTestId('profile-name').fill('Harbour');
      await page.getByTestId('profile-return-path-loopback').check();
      await page.getByTestId('profile-name').press('Enter');
      await page.clock.runFor(200);
      await page.getByTestId('menu').click();
      await page.clock.runFor(200);
      const chosen = page.getByTestId('menu-profile-Harbour');
      assert.equal(await chosen.getAttribute('aria-checked'), 'true');
      await page.keyboard.press('Escape');
      assert.equal(await focused(page), 'menu');
      await choose(page, 'menu-profile');
      await page.getByTestId('profile-remove').click();
      await page.clock.runFor(200);
      assert.equal(await focused(page), 'sheet-close', 'nothing is removed by pressing Enter');
      await page.getByTestId('remove-profile-confirm').click();
      await page.getByTestId('screen-firstRun').waitFor();
      await page.getByTestId('profile-Acme').click();
      await page.getByTestId('screen-signedOut').waitFor();
    },
  },
];
