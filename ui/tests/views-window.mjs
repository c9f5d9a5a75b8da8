/** Clicks a row: in a narrow window that also opens its pane. */
const row = (testId) => (page) => page.getByTestId(testId).click();
const work = row('row-account-cac_8sYqT2mWk4ZcJ1pRvNxGhB');

const fromMenu = (item) => async (page) => {
  await page.getByTestId('menu').click();
  await page.clock.runFor(200);
  await page.getByTestId(item).click();
  await page.clock.runFor(200);
};

const ticked = async (page) => {
  await fromMenu('menu-select')(page);
  for (const id of ['cac_8sYqT2mWk4ZcJ1pRvNxGhB', 'cac_2RkVb7xYpQe9LnTz4HsWd1'])
    await page.getByTestId(`row-account-${id}`).click();
};

const about = async (page) => {
  await fromMenu('menu-about')(page);
  await page.getByTestId('about-footprint').getByText('412').waitFor();
};

const setUp = (button, domain) => async (page) => {
  await fromMenu('menu-set-up')(page);
  if (domain !== undefined) await page.getByTestId('set-up-domain').fill(domain);
  await page.getByTestId(button).click();
  await page.clock.runFor(200);
};

/** Every view is in English and Arabic; these are in the longest words and in the densest too. */
const spoken = ['de', 'ja'].flatMap((language) => [
  { name: `list-${language}`, language, scenario: 'removed-entries', act: work },
  {
    name: `preferences-${language}`,
    language,
    scenario: 'named',
    act: fromMenu('menu-preferences'),
  },
  { name: `undo-${language}`, language, scenario: 'undo-several', act: work },
  { name: `proposal-${language}`, language, scenario: 'proposal' },
  { name: `set-up-${language}`, language, scenario: 'named', act: fromMenu('menu-set-up') },
]);

export const windowViews = [
  { name: 'list-named', scenario: 'named', contrast: true },
  { name: 'list-removed', scenario: 'removed-entries', act: work },
  { name: 'list-elsewhere', scenario: 'elsewhere' },
  { name: 'list-attempt', scenario: 'account-attempt' },
  { name: 'list-crowd', scenario: 'crowd' },
  {
    name: 'search-permission',
    scenario: 'named',
    act: (page) => page.getByTestId('search').fill('calendar'),
  },
  { name: 'undo', scenario: 'undo', act: work, contrast: true },
  { name: 'undo-list', scenario: 'undo' },
  { name: 'undo-several', scenario: 'undo-several', act: work },
  { name: 'undo-notice', scenario: 'undo-notice', act: work },
  { name: 'select-none', scenario: 'named', act: fromMenu('menu-select') },
  { name: 'select', scenario: 'named', act: ticked, contrast: true },
  {
    name: 'select-disconnect',
    scenario: 'named',
    act: async (page) => {
      await ticked(page);
      await page.getByTestId('select-disconnect').filter({ visible: true }).click();
    },
  },
  { name: 'memory', scenario: 'memory' },
  { name: 'proposal', scenario: 'proposal', contrast: true },
  { name: 'proposal-another', scenario: 'proposal-another' },
  { name: 'proposal-waits', scenario: 'proposal-waits' },
  { name: 'proposal-not-offered', scenario: 'proposal-not-offered', act: work },
  { name: 'set-up', scenario: 'named', act: fromMenu('menu-set-up'), contrast: true },
  { name: 'set-up-commands', scenario: 'named', act: setUp('set-up-commands') },
  { name: 'set-up-terraform', scenario: 'named', act: setUp('set-up-terraform') },
  { name: 'set-up-domain', scenario: 'signed-out', act: setUp('set-up-show', 'no domain') },
  { name: 'preferences', scenario: 'named', act: fromMenu('menu-preferences'), contrast: true },
  { name: 'preferences-signed-out', scenario: 'signed-out', act: fromMenu('menu-preferences') },
  {
    name: 'preferences-links-elsewhere',
    scenario: 'links-elsewhere',
    act: fromMenu('menu-preferences'),
  },
  { name: 'preferences-managed', scenario: 'managed', act: fromMenu('menu-preferences') },
  {
    name: 'menu-profiles',
    scenario: 'profiles',
    act: (page) => page.getByTestId('menu').click(),
  },
  { name: 'profile', scenario: 'profiles', act: fromMenu('menu-profile'), contrast: true },
  { name: 'profile-signed-out', scenario: 'signed-out', act: fromMenu('menu-profile') },
  { name: 'profile-managed', scenario: 'managed', act: fromMenu('menu-profile') },
  {
    name: 'profile-remove',
    scenario: 'profiles',
    act: async (page) => {
      await fromMenu('menu-profile')(page);
      await page.getByTestId('profile-remove').click();
      await page.clock.runFor(200);
    },
  },
  { name: 'doctor', scenario: 'named', act: fromMenu('menu-doctor'), contrast: true },
  { name: 'shortcuts', scenario: 'named', act: fromMenu('menu-shortcuts') },
  { name: 'about', scenario: 'named', act: about, contrast: true },
  { name: 'about-update', scenario: 'newer-version', act: about },
  {
    name: 'about-licences',
    scenario: 'named',
    act: async (page) => {
      await about(page);
      await page.getByTestId('licences').locator('summary').first().click();
      await page.getByText('MIT OR Apache-2.0').waitFor();
    },
  },
  {
    name: 'report',
    scenario: 'named',
    act: async (page) => {
      await about(page);
      await page.getByTestId('about-report').click();
      await page.getByTestId('report').waitFor();
    },
    contrast: true,
  },
  ...spoken,
];
