const GOOGLE = 'row-account-cac_8sYqT2mWk4ZcJ1pRvNxGhB';

/** Clicks a row: in a narrow window that also opens its pane. */
const row = (testId) => (page) => page.getByTestId(testId).click();
const offer = row('row-provider-google-oauth2');

/** The one entry there may be shown already. */
export const openRemoved = async (page) => {
  const entry = page.getByTestId('row-removed-cac_8sYqT2mWk4ZcJ1pRvNxGhB');
  if ((await entry.count()) > 0) await entry.click();
};

/** Does one thing after the other. */
const then =
  (...steps) =>
  async (page) => {
    for (const step of steps) {
      await step(page);
      await page.clock.runFor(250);
    }
  };
const click = (testId) => (page) => page.getByTestId(testId).click();
const toEnd = (page) =>
  page.locator('.pane .scroll').evaluate((element) => element.scrollTo(0, element.scrollHeight));
/** By the button in the foot, or by the menu where there is no room for it. */
const change = async (page) => {
  const button = page.getByTestId('change-permissions');
  if ((await button.count()) > 0) return button.click();
  await page.getByTestId('account-more').click();
  await page.getByTestId('menu-change-permissions').click();
};

const onGoogle = [
  'named',
  'repairing',
  'missing',
  'superseded',
  'connected-elsewhere',
  'account-ended',
  'not-offered',
  'leaving',
].map((name) => ({ name, scenario: name, act: row(GOOGLE), contrast: name === 'missing' }));

const onOffer = ['offer-failed', 'offer-timed-out', 'connecting-early', 'connecting-stuck'].map(
  (name) => ({ name, scenario: name, act: offer }),
);

const onRemoved = ['removed', 'removed-opened', 'removed-no-page'].map((name) => ({
  name,
  scenario: name,
  contrast: name === 'removed',
  act: openRemoved,
}));

/** The right-hand panes and their sheets. */
export const panes = [
  { name: 'keychain-full', scenario: 'keychain-full' },
  ...onGoogle,
  ...onOffer,
  ...onRemoved,
  { name: 'offer', scenario: 'offers', act: offer },
  {
    name: 'offer-choose',
    scenario: 'offers',
    contrast: true,
    act: then(
      offer,
      click('offer-choose'),
      click('tick-https://www.googleapis.com/auth/gmail.send'),
    ),
  },
  {
    name: 'offer-choose-end',
    scenario: 'offers',
    act: then(offer, click('offer-choose'), click('traps'), toEnd),
  },
  {
    name: 'offer-offline',
    scenario: 'offers',
    act: then(row('row-provider-windowslive'), click('offer-choose')),
  },
  {
    name: 'offer-unknown',
    scenario: 'offers',
    act: then(
      row('row-provider-harbour-master'),
      click('offer-choose'),
      click('tick-berths:read'),
      click('tick-berths:write'),
    ),
  },
  { name: 'rename', scenario: 'named', act: then(row(GOOGLE), click('rename')) },
  { name: 'named-more', scenario: 'named', act: then(row(GOOGLE), click('account-more')) },
  { name: 'named-end', scenario: 'named', act: then(row(GOOGLE), toEnd) },
  { name: 'change', scenario: 'named', contrast: true, act: then(row(GOOGLE), change) },
  {
    name: 'add',
    scenario: 'named',
    act: then(row(GOOGLE), click('account-more'), click('menu-add-account')),
  },
  {
    name: 'disconnect-named',
    scenario: 'named',
    act: then(row(GOOGLE), click('disconnect')),
  },
];
