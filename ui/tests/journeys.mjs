import assert from 'node:assert/strict';

import { paneJourneys } from './journeys-panes.mjs';
import { windowJourneys } from './journeys-window.mjs';

const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.dataset?.key ?? element?.dataset?.testid ?? element?.tagName ?? null;
  });
const selected = (page) =>
  page.evaluate(() => document.querySelector('[aria-current="true"]')?.dataset.key ?? null);

/** What a person does, step by step, with the keyboard where that matters. */
export const journeys = [
  ...paneJourneys,
  ...windowJourneys,
  {
    name: 'confirms who it is, and the focus stays with the banner until it is gone',
    scenario: 'confirm',
    async run(page) {
      await page.getByTestId('confirm-identity').press('Enter');
      await page.clock.runFor(1000);
      assert.equal(await focused(page), 'H2');
      await page.getByTestId('open-again').waitFor();
      await page.getByTestId('confirmation-cancel').waitFor();
      await page.clock.runFor(31_000);
      assert.equal(await page.getByTestId('confirmation').count(), 0);
      assert.equal(await focused(page), 'pane-title');
    },
  },
  {
    name: 'cancels a confirmation, and does without it',
    scenario: 'confirm-under-way',
    async run(page) {
      await page.getByTestId('confirmation-cancel').click();
      await page.getByTestId('give-up-confirmation').click();
      await page.getByTestId('banner-failed').waitFor();
      assert.equal(await page.getByTestId('confirmation').count(), 0);
    },
  },
  {
    name: 'reads out that a confirmation is wanted',
    scenario: 'confirm',
    async run(page) {
      const said = await page.locator('p.heard[role="status"]').last().innerText();
      assert.match(said, /Confirm it’s you.*second factor/);
    },
  },
  {
    name: 'goes on as the other person',
    scenario: 'another-person',
    async run(page) {
      // Else the clock goes on by itself while the machine is busy.
      await page.clock.pauseAt(await page.evaluate(() => Date.now() + 2000));
      await page.getByTestId('switch-person').click();
      assert.equal(await page.getByTestId('keep-person').getAttribute('aria-disabled'), 'true');
      await page.clock.runFor(1000);
      await page.getByText('Signed in as Kenji Mori').waitFor();
    },
  },
  {
    name: 'stays with the person of before, or has them sign in',
    scenario: 'another-person-gone',
    async run(page) {
      await page.getByTestId('keep-person').click();
      await page.getByTestId('screen-signedOut').waitFor();
    },
  },
  {
    name: 'checks an account',
    scenario: 'checks',
    async run(page) {
      await page.getByTestId('row-account-cac_8sYqT2mWk4ZcJ1pRvNxGhB').click();
      await page.getByTestId('check-account').press('Enter');
      await page.clock.runFor(1000);
      assert.match(await page.getByTestId('check-result').innerText(), /Works\. Checked just now/);
      assert.equal(await focused(page), 'check-account');
      await page.clock.runFor(61_000);
      assert.match(await page.getByTestId('check-result').innerText(), /Checked at .*14:02/);
    },
  },
  {
    name: 'connects Dropbox and lands on its account',
    scenario: 'accounts',
    async run(page) {
      await page.getByTestId('row-provider-dropbox').click();
      await page.getByTestId('connect').click();
      await page.clock.runFor(1000);
      await page.getByTestId('cancel-attempt').waitFor();
      assert.equal(await focused(page), 'pane-title');
      await page.clock.runFor(31_000);
      assert.match(await selected(page), /^account:cac_attempt/);
      assert.match(await page.getByTestId('pane-title').innerText(), /Dropbox/);
    },
  },
  {
    name: 'cancels an attempt from its row and keeps the focus in the list',
    scenario: 'pending',
    async run(page) {
      await page.getByRole('button', { name: /Cancel connecting .*Notion/ }).click();
      await page.clock.runFor(100);
      assert.match(await focused(page), /^(account|provider):/);
    },
  },
  {
    name: 'disconnects by keyboard, and Cancel has the focus first',
    scenario: 'accounts',
    async run(page) {
      await page.getByTestId('row-account-cac_9ZxCv4bNmQw7ErTyUiOp3A').click();
      await page.getByTestId('disconnect').press('Enter');
      assert.equal(await focused(page), 'sheet-disconnect-cancel');
      await page.keyboard.press('Escape');
      assert.equal(await focused(page), 'disconnect');
      await page.getByTestId('disconnect').press('Enter');
      await page.getByTestId('sheet-disconnect-confirm').press('Enter');
      await page.clock.runFor(12_000);
      assert.equal(await selected(page), 'removed:cac_9ZxCv4bNmQw7ErTyUiOp3A');
      assert.notEqual(await focused(page), 'BODY');
    },
  },
  {
    name: 'moves through the groups with the arrow keys',
    scenario: 'accounts',
    async run(page) {
      await page.keyboard.press('Control+f');
      assert.equal(await focused(page), 'search');
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(page), 'account:cac_2RkVb7xYpQe9LnTz4HsWd1');
      for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowDown');
      assert.equal(await selected(page), 'account:cac_8sYqT2mWk4ZcJ1pRvNxGhB');
      await page.keyboard.press('End');
      assert.equal(await selected(page), 'provider:salesforce');
      await page.keyboard.press('Enter');
      assert.equal(await focused(page), 'pane-title');
      await page.keyboard.press('Escape');
      assert.equal(await focused(page), 'provider:salesforce');
    },
  },
  {
    name: 'signs out through the menu by keyboard',
    scenario: 'accounts',
    async run(page) {
      await page.getByTestId('menu').press('Enter');
      await page.clock.runFor(200);
      await page.getByTestId('menu-sign-out').waitFor();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.clock.runFor(200);
      assert.equal(await focused(page), 'sheet-sign-out-cancel');
      await page.keyboard.press('Escape');
      await page.clock.runFor(200);
      assert.equal(await focused(page), 'menu');
      await page.getByTestId('menu').press('Enter');
      await page.clock.runFor(200);
      await page.getByTestId('menu-sign-out').click();
      await page.getByTestId('sheet-sign-out-confirm').click();
      await page.clock.runFor(1000);
      await page.getByTestId('screen-signedOut').waitFor();
    },
  },
  {
    name: 'sets the tenant up and shows what is wrong at its field',
    scenario: 'first-run',
    async run(page) {
      await page.getByTestId('first-run-submit').click();
      assert.equal(await focused(page), 'first-run-domain');
      await page.getByTestId('first-run-domain').fill('acme');
      await page.getByTestId('first-run-client-id').fill('abc');
      await page.getByText('This is not a tenant domain').waitFor();
      assert.equal(await focused(page), 'first-run-client-id', 'who types on is left alone');
      await page.getByTestId('first-run-client-id').press('Enter');
      await page.clock.runFor(1000);
      assert.equal(await focused(page), 'first-run-domain');
      await page.getByText('This is not a tenant domain').waitFor();
      await page.getByTestId('first-run-domain').fill('acme.eu.auth0.com');
      await page.getByTestId('first-run-domain').press('Tab');
      await page.getByText('Asking this domain').waitFor();
      await page.clock.runFor(1000);
      await page.getByText('is an Auth0 tenant').waitFor();
      await page.getByTestId('first-run-submit').click();
      await page.clock.runFor(1000);
      await page.getByTestId('screen-signingIn').waitFor();
      await page.clock.runFor(21_000);
      await page.getByText('Nothing happened?').waitFor();
      await page.getByTestId('cancel-sign-in').click();
      await page.getByTestId('screen-signedOut').waitFor();
    },
  },
  {
    name: 'shows the calm panel after twenty seconds and reads out what is left',
    scenario: 'pending-early',
    async run(page) {
      await page.getByTestId('row-provider-notion').click();
      assert.equal(await page.getByText('Nothing happened?').count(), 0);
      await page.clock.runFor(13_000);
      await page.getByText('Nothing happened?').waitFor();
      await page.clock.runFor(220_000);
      const said = await page.locator('p.heard[role="status"]').last().innerText();
      assert.match(said, /60.*seconds.*left/);
    },
  },
  {
    name: 'lets passing news leave and keeps the others',
    scenario: 'notices',
    async run(page) {
      await page.clock.runFor(11_000);
      assert.equal(await page.getByTestId('notice-1').count(), 0);
      assert.equal(await page.getByTestId('notice-2').count(), 1);
      await page.getByTestId('notice-2').getByRole('button', { name: 'Dismiss' }).click();
      assert.equal(await page.getByTestId('notice-2').count(), 0);
    },
  },
  {
    name: 'says so where its words cannot be read',
    scenario: 'accounts',
    missing: '**/mooring-*.ftl',
    async run(page) {
      await page.getByTestId('no-words').waitFor();
      assert.equal(await page.getByRole('heading').textContent(), 'Mooring cannot read its words');
    },
  },
  {
    name: 'opens where the words of permissions cannot be read',
    scenario: 'accounts',
    missing: '**/permissions-*.ftl',
    run: (page) => page.getByTestId('screen-accounts').waitFor(),
  },
];
