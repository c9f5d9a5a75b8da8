import { panes } from './views-panes.mjs';
import { windowViews } from './views-window.mjs';

/** Clicks a row: in a narrow window that also opens its pane. */
const row = (testId) => (page) => page.getByTestId(testId).click();
const google = row('row-account-cac_8sYqT2mWk4ZcJ1pRvNxGhB');
const notion = row('row-provider-notion');

const IN_CONTRAST = new Set(['another-person', 'confirm-unread', 'nothing-to-connect']);

const plain = [
  'starting',
  'first-run',
  'first-run-checking',
  'first-run-domain',
  'first-run-client',
  'first-run-demo',
  'add-profile',
  'change-profile',
  'choose-profile',
  'signed-out',
  'session-ended',
  'step-up',
  'not-set-up',
  'not-activated',
  'signed-out-organization',
  'another-person',
  'another-person-switching',
  'another-person-gone',
  'signing-in',
  'signing-in-preparing',
  'signing-in-stuck',
  'keychain-locked',
  'keychain-absent',
  'keychain-refused',
  'loading',
  'empty',
  'nothing-to-connect',
  'nothing-available',
  'loading-more',
  'loading-first',
  'incomplete-failed',
  'incomplete-offline',
  'captive',
  'confirm-unread',
  'confirm-finishing',
  'confirm-later',
  'failed',
  'offline-unread',
  'notices',
  'links-elsewhere',
  'trouble',
  'signing-out',
].map((name) => ({ name, scenario: name, contrast: IN_CONTRAST.has(name) }));

const withNotion = [
  'pending',
  'pending-early',
  'pending-address',
  'preparing',
  'finishing',
  'error',
  'refused',
  'limited',
].map((name) => ({ name, scenario: name, act: notion, contrast: name === 'error' }));

const withGoogle = [
  'confirm',
  'confirm-under-way',
  'checks',
  'checking',
  'works',
  'check-missing',
  'check-rejected',
].map((name) => ({ name, scenario: name, act: google, contrast: name.startsWith('confirm') }));

const narrow = (look) => look.width < 720;

export const views = [
  ...windowViews,
  ...plain,
  ...withNotion,
  ...withGoogle,
  ...panes,
  { name: 'list', scenario: 'accounts' },
  { name: 'account', scenario: 'accounts', act: google, contrast: true },
  {
    name: 'account-technical',
    scenario: 'accounts',
    act: async (page) => {
      await google(page);
      await page.getByTestId('technical').click();
    },
  },
  { name: 'ended', scenario: 'accounts', act: row('row-account-cac_2RkVb7xYpQe9LnTz4HsWd1') },
  { name: 'expires', scenario: 'accounts', act: row('row-account-cac_5MnBv3cXzLk8JhGf2DsAq7') },
  { name: 'provider', scenario: 'accounts', act: row('row-provider-dropbox') },
  { name: 'custom', scenario: 'custom', act: row('row-account-cac_4TgByHnUjMkIlOpQaZwSx1') },
  { name: 'offline', scenario: 'offline', act: google },
  { name: 'disconnecting', scenario: 'disconnecting', act: google },
  { name: 'disconnect-failed', scenario: 'disconnect-failed', act: google },
  {
    name: 'disconnect',
    contrast: true,
    scenario: 'accounts',
    act: async (page) => {
      await google(page);
      await page.getByTestId('disconnect').click();
    },
  },
  {
    name: 'disconnect-no-page',
    scenario: 'accounts',
    act: async (page) => {
      await row('row-account-cac_5MnBv3cXzLk8JhGf2DsAq7')(page);
      await page.getByTestId('disconnect').click();
    },
  },
  {
    name: 'menu',
    scenario: 'accounts',
    act: (page) => page.getByTestId('menu').click(),
  },
  {
    name: 'command',
    scenario: 'nothing-to-connect',
    contrast: true,
    act: (page) => page.getByTestId('failure-command-line').filter({ visible: true }).click(),
  },
  {
    name: 'command-audience',
    scenario: 'not-set-up',
    act: (page) => page.getByTestId('failure-command-line').click(),
  },
  {
    name: 'works-details',
    scenario: 'works',
    act: async (page) => {
      await google(page);
      await page.getByTestId('check-result').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'menu-organization',
    scenario: 'organization',
    act: (page) => page.getByTestId('menu').click(),
  },
  {
    name: 'search-incomplete',
    scenario: 'loading-more',
    act: (page) => page.getByTestId('search').fill('fax'),
  },
  {
    name: 'menu-signed-out',
    scenario: 'signed-out',
    act: (page) => page.getByTestId('menu').click(),
  },
  {
    name: 'sign-out',
    scenario: 'accounts',
    act: async (page) => {
      await page.getByTestId('menu').click();
      await page.clock.runFor(200);
      await page.getByTestId('menu-sign-out').click();
    },
  },
  {
    name: 'search',
    scenario: 'accounts',
    act: (page) => page.getByTestId('search').fill('goog'),
  },
  {
    name: 'search-nothing',
    scenario: 'accounts',
    act: (page) => page.getByTestId('search').fill('fax'),
  },
  {
    name: 'first-run-answered',
    scenario: 'first-run',
    act: async (page) => {
      await page.getByTestId('first-run-domain').fill('acme.eu.auth0.com');
      await page.getByTestId('first-run-domain').press('Tab');
      await page.clock.runFor(1000);
    },
  },
  {
    name: 'first-run-missing',
    scenario: 'first-run',
    act: (page) => page.getByTestId('first-run-submit').click(),
  },
  {
    name: 'keyboard',
    scenario: 'accounts',
    act: async (page, look) => {
      await page.getByTestId('search').press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      if (narrow(look)) return;
      await page.keyboard.press('Enter');
    },
  },
];
