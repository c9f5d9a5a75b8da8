import assert from 'node:assert/strict';

import { openRemoved } from './views-panes.mjs';

const GOOGLE = 'row-account-cac_8sYqT2mWk4ZcJ1pRvNxGhB';
const focused = (page) => page.evaluate(() => document.activeElement?.dataset?.testid ?? null);

/** What a person does in the right-hand panes, with the keyboard where that matters. */
export const paneJourneys = [
  {
    name: 'panes: chooses permissions, names the account, and sees what was asked for',
    scenario: 'offers',
    async run(page) {
      await page.getByTestId('row-provider-google-oauth2').click();
      await page.getByTestId('offer-all').focus();
      await page.keyboard.press('ArrowRight');
      assert.equal(await focused(page), 'offer-choose');
      assert.equal(await page.getByTestId('tick-email').isDisabled(), true);
      await page.getByTestId('tick-https://www.googleapis.com/auth/gmail.send').press('Space');
      await page.getByTestId('wish-hint').fill('dana@acme.example');
      await page.getByTestId('wish-nickname').fill('Work');
      await page.keyboard.press('Enter');
      await page.clock.runFor(1000);
      await page.getByTestId('cancel-attempt').waitFor();
      assert.match(await page.getByTestId('asked-names').innerText(), /dana@acme\.example.*Work/s);
      assert.equal(await page.locator('.pane').getByText('Send').count(), 0);
      await page.getByTestId('cancel-attempt').click();
      await page.clock.runFor(200);
      assert.equal(await page.getByTestId('wish-nickname').inputValue(), 'Work');
      await page.getByTestId('connect').click();
      await page.clock.runFor(32_000);
      assert.equal(await page.getByTestId('pane-title').innerText(), 'Work');
    },
  },
  {
    name: 'panes: a link opens the pane, and its proposal goes with it',
    scenario: 'proposal',
    async run(page) {
      await page.getByTestId('proposal').getByText('A link proposes to connect Dropbox').waitFor();
      assert.equal(await page.getByTestId('pane-title').innerText(), 'Dropbox');
      assert.equal(await page.evaluate(() => document.activeElement?.dataset.testid), 'pane-title');
      assert.equal(await page.getByTestId('offer-choose').isChecked(), true);
      assert.equal(await page.getByTestId('tick-files.content.read').isChecked(), true);
      assert.equal(await page.getByTestId('tick-files.content.write').isChecked(), false);
      assert.match(await page.getByTestId('proposal-unknown').innerText(), /sharing\.read/);
      await page.getByTestId('proposal-drop').press('Enter');
      await page.clock.runFor(200);
      assert.equal(await page.getByTestId('proposal').count(), 0);
      assert.equal(await page.getByTestId('offer-all').isChecked(), true);
      assert.equal(await focused(page), 'pane-title');
    },
  },
  {
    name: 'panes: whoever leaves the pane does without what a link proposed',
    scenario: 'proposal',
    async run(page) {
      await page.getByTestId('proposal').waitFor();
      const back = page.getByRole('button', { name: 'Back to the list' });
      if (await back.isVisible()) await back.click();
      else await page.getByTestId('row-provider-notion').click();
      await page.clock.runFor(200);
      await page.getByTestId('row-provider-dropbox').click();
      await page.clock.runFor(200);
      assert.equal(await page.getByTestId('proposal').count(), 0);
      assert.equal(await page.getByTestId('offer-all').isChecked(), true);
    },
  },
  {
    name: 'panes: connects what a link proposed by a click, and only that',
    scenario: 'proposal',
    async run(page) {
      await page.getByTestId('connect').click();
      await page.clock.runFor(1000);
      await page.getByTestId('cancel-attempt').waitFor();
      const asked = await page.locator('.pane').innerText();
      assert.match(asked, /Dropbox/);
      assert.equal(await page.getByTestId('proposal').count(), 0);
    },
  },
  {
    name: 'panes: asks for nothing only where nothing is what it means',
    scenario: 'offers',
    async run(page) {
      await page.getByTestId('row-provider-harbour-master').click();
      await page.getByTestId('offer-choose').check();
      await page.getByTestId('tick-berths:read').uncheck();
      await page.getByTestId('tick-berths:write').uncheck();
      assert.equal(await page.getByTestId('connect').getAttribute('aria-disabled'), 'true');
      await page.getByText('Choose at least one permission.').waitFor();
      await page.getByTestId('tick-berths:read').check();
      assert.equal(await page.getByTestId('connect').getAttribute('aria-disabled'), 'false');
    },
  },
  {
    name: 'panes: opens what is good to know after a failure',
    scenario: 'offer-failed',
    async run(page) {
      await page.getByTestId('row-provider-google-oauth2').click();
      await page.getByText('While your company’s Google app is in testing').waitFor();
    },
  },
  {
    name: 'panes: gives a nickname, leaves it, and takes it away',
    scenario: 'named',
    async run(page) {
      await page.getByTestId(GOOGLE).click();
      await page.getByTestId('rename').press('Enter');
      assert.equal(await focused(page), 'nickname-field');
      await page.keyboard.type('Harbour office');
      await page.keyboard.press('Enter');
      await page.clock.runFor(100);
      assert.equal(await focused(page), 'rename');
      assert.equal(await page.getByTestId('pane-title').innerText(), 'Harbour office');
      await page.getByTestId('rename').press('Enter');
      await page.keyboard.type('Something else');
      await page.keyboard.press('Escape');
      await page.clock.runFor(100);
      assert.equal(await focused(page), 'rename');
      assert.equal(await page.getByTestId('pane-title').innerText(), 'Harbour office');
      await page.getByTestId('rename').press('Enter');
      assert.equal(await page.getByTestId('nickname-field').getAttribute('placeholder'), 'Google');
      await page.keyboard.press('Delete');
      await page.keyboard.press('Enter');
      await page.clock.runFor(100);
      assert.equal(await page.getByTestId('pane-title').innerText(), 'Google');
    },
  },
  {
    name: 'panes: changes permissions, ticked as they were granted',
    scenario: 'missing',
    async run(page) {
      await page.getByTestId(GOOGLE).click();
      await page.getByTestId('change-permissions').press('Enter');
      await page.getByTestId('sheet-wish-confirm').waitFor();
      const send = page.getByTestId('tick-https://www.googleapis.com/auth/gmail.send');
      assert.equal(await send.isChecked(), true);
      await send.press('Space');
      await page.keyboard.press('Escape');
      await page.clock.runFor(100);
      assert.equal(await focused(page), 'change-permissions');
      await page.getByTestId('change-permissions').press('Enter');
      await page.getByTestId('tick-https://www.googleapis.com/auth/gmail.send').press('Space');
      await page.getByTestId('sheet-wish-confirm').click();
      await page.clock.runFor(1000);
      await page.getByTestId('cancel-attempt').waitFor();
      assert.equal(await page.locator('.pane').getByText('Send').count(), 0);
    },
  },
  {
    name: 'panes: adds another account from the menu, and the focus comes back to it',
    scenario: 'named',
    async run(page) {
      await page.getByTestId(GOOGLE).click();
      await page.getByTestId('account-more').press('Enter');
      await page.clock.runFor(200);
      await page.keyboard.press('Enter');
      await page.clock.runFor(200);
      await page.getByTestId('sheet-wish-cancel').press('Enter');
      await page.clock.runFor(200);
      assert.equal(await focused(page), 'account-more');
      await page.getByTestId('account-more').press('Enter');
      await page.clock.runFor(200);
      await page.keyboard.press('Enter');
      await page.getByTestId('wish-nickname').fill('Home Google');
      await page.keyboard.press('Enter');
      await page.clock.runFor(32_000);
      assert.equal(await page.getByTestId('pane-title').innerText(), 'Home Google');
      await page.getByTestId(GOOGLE).waitFor();
    },
  },
  {
    name: 'panes: repairs an account that ended',
    scenario: 'account-ended',
    async run(page) {
      await page.getByTestId(GOOGLE).click();
      await page.getByTestId('repair-account').press('Enter');
      await page.clock.runFor(1000);
      await page.getByTestId('cancel-attempt').waitFor();
      await page.clock.runFor(31_000);
      assert.equal(await page.getByTestId('pane-title').innerText(), 'Work Google');
      await page.getByTestId('disconnect').waitFor();
    },
  },
  {
    name: 'panes: leaves the permissions as they are',
    scenario: 'missing',
    async run(page) {
      await page.getByTestId(GOOGLE).click();
      await page.getByText('2 permissions were not granted').waitFor();
      await page.getByTestId('leave-permissions').press('Enter');
      await page.clock.runFor(100);
      assert.equal(await page.getByTestId('note-missing').count(), 0);
      assert.notEqual(await focused(page), null);
    },
  },
  {
    name: 'panes: says once that an account was connected elsewhere',
    scenario: 'connected-elsewhere',
    async run(page) {
      await page.getByTestId(GOOGLE).click();
      await page.getByTestId('note-elsewhere').waitFor();
      await page.getByTestId('row-account-cac_9ZxCv4bNmQw7ErTyUiOp3A').click();
      await page.getByTestId(GOOGLE).click();
      assert.equal(await page.getByTestId('note-elsewhere').count(), 0);
    },
  },
  {
    name: 'panes: uses another way, and pastes the address',
    scenario: 'connecting-stuck',
    async run(page) {
      await page.getByTestId('row-provider-google-oauth2').click();
      await page.getByTestId('paste-address').press('Enter');
      await page.getByText('The clipboard holds no address').waitFor();
      await page.getByTestId('use-other-way').press('Enter');
      await page.clock.runFor(100);
      await page.getByText('The browser brings you back by itself').waitFor();
    },
  },
  {
    name: 'panes: ticks off what was removed, and may take the tick back',
    scenario: 'removed',
    async run(page) {
      await openRemoved(page);
      await page.getByTestId('open-removed-page').press('Enter');
      await page.getByText('The page was opened in your browser').waitFor();
      assert.equal(await focused(page), 'open-removed-page');
      // The time to take it back must not run while the machine is busy.
      await page.clock.pauseAt(new Date('2026-11-22T14:10:00'));
      await page.getByTestId('tick-removed').press('Space');
      await page.clock.runFor(500);
      await page.getByTestId('tick-removed').press('Space');
      await page.clock.runFor(3000);
      await page.getByTestId('tick-removed').press('Space');
      await page.clock.runFor(3000);
      assert.equal(await page.getByTestId('tick-removed').count(), 0);
    },
  },
  {
    name: 'panes: goes on without a keychain by choice',
    scenario: 'keychain-absent',
    async run(page) {
      await page.getByTestId('keep-in-memory').press('Enter');
      await page.getByTestId('screen-signedOut').waitFor();
    },
  },
];
