import type {
  AccountsView,
  AttemptView,
  CheckView,
  FailureView,
  PersonView,
  ProviderView,
  Screen,
  Snapshot,
} from './contract';
import {
  account,
  accountsScreen,
  accountsView,
  asked,
  attempt,
  dana,
  failure,
  firstRun,
  inSeconds,
  kenji,
  known,
  notice,
  preferences,
  profile,
  provider,
  snapshot,
  tenant,
} from './fixtures';
import { living } from './scenarios-accounts';
import { windowScenarios } from './scenarios-window';
import { crowds } from './scenarios-many';

const unset = (screen: Screen, changes: Partial<Snapshot> = {}) =>
  snapshot(screen, { tenant: null, profiles: [], ...changes });

const home = { ...profile, name: 'Home', domain: 'home.us.auth0.com', inUse: false };
const several = [profile, { ...home, waits: true }];

const formWith = (why: FailureView) => unset(firstRun({ failure: why }));

const accounts = (changes: Partial<AccountsView> = {}) => snapshot(accountsScreen(changes));

const asking = (of: AttemptView): AttemptView => ({ ...of, asked: asked(known.notion) });

const withNotion = (changes: Partial<ProviderView>) =>
  accounts({
    available: [
      provider(known.dropbox),
      provider(known.notion, changes.attempt ? { attempt: asking(changes.attempt) } : changes),
      provider(known.salesforce),
    ],
  });

const unread = { attention: [], connected: [], available: [], incomplete: true, asOf: null };

const anotherPerson = (
  before: PersonView,
  now: PersonView,
  changes: Partial<Extract<Screen, { kind: 'anotherPerson' }>> = {},
) =>
  snapshot({ kind: 'anotherPerson', before, now, switching: false, keepable: false, ...changes });

const LONG_EMAIL = 'maximiliane.von-und-zu-hohenfels-wartenberg@research.acme.example';

/** The first account that is well, as the Token Vault was asked about it. */
function withCheck(check: CheckView | null) {
  const view = accountsView();
  const [first, ...others] = view.connected;
  const asked = first === undefined ? [] : [{ ...first, check }];
  const failed = check?.kind === 'failed';
  return snapshot(
    accountsScreen({
      attention: failed ? [...asked, ...view.attention] : view.attention,
      connected: failed ? others : [...asked, ...others],
    }),
    { tenant: { ...tenant, checks: true } },
  );
}

const failing = (why: FailureView): AccountsView['freshness'] => ({
  kind: 'failed',
  retrying: false,
  failure: why,
});

const unconfirmed = failure('mfaRequired', 'yours', {
  detail: 'Multifactor authentication required',
});

const nothingToConnect = failure('nothingToConnect', 'administrator');

/** The pages that came before the reading stopped. */
const firstPages = { incomplete: true, asOf: null };

const everyProvider = [
  provider(known.dropbox),
  provider(known.github),
  provider(known.google),
  provider(known.harbour),
  provider(known.microsoft),
  provider(known.notion),
  provider(known.slack),
];

const whole: Record<string, () => Snapshot> = {
  starting: () => unset({ kind: 'starting' }),
  'first-run': () => unset(firstRun()),
  'first-run-checking': () => unset(firstRun({ checking: true })),
  'first-run-domain': () =>
    formWith(failure('tenantNotAuth0', 'yours', { subject: 'www.acme.example' })),
  'first-run-client': () => formWith(failure('clientIdInvalid', 'yours')),
  'first-run-demo': () => formWith(failure('demoNotStarted', 'yours')),
  'add-profile': () => unset(firstRun({ back: profile.name }), { profiles: [profile] }),
  'change-profile': () =>
    unset(firstRun({ back: profile.name, changes: profile.name }), { profiles: [profile] }),
  'choose-profile': () =>
    unset(firstRun(), {
      profiles: several,
      preferences: { ...preferences, managed: ['profiles'] },
    }),
  profiles: () => snapshot(accountsScreen(), { profiles: several }),
  'signed-out': () => snapshot({ kind: 'signedOut', failure: null }),
  'session-ended': () =>
    snapshot({
      kind: 'signedOut',
      failure: failure('sessionEnded', 'yours', { detail: 'Unknown or invalid refresh token.' }),
    }),
  'step-up': () =>
    snapshot({ kind: 'signedOut', failure: failure('authenticationUnmet', 'yours') }),
  'not-set-up': () =>
    snapshot({
      kind: 'signedOut',
      failure: failure('audienceMissing', 'administrator', { subject: tenant.domain }),
    }),
  'not-activated': () =>
    snapshot({
      kind: 'signedOut',
      failure: failure('myAccountNotActivated', 'administrator', {
        detail: 'Service not found: https://acme.eu.auth0.com/me/',
      }),
    }),
  'signed-out-organization': () =>
    snapshot(
      { kind: 'signedOut', failure: null },
      { tenant: { ...tenant, organization: 'acme-harbour' } },
    ),
  'another-person': () => anotherPerson(dana, kenji, { keepable: true }),
  'another-person-switching': () => anotherPerson(dana, kenji, { keepable: true, switching: true }),
  'another-person-gone': () =>
    anotherPerson(
      {
        name: 'Wilhelmina Featherstonehaugh-Montgomery',
        email: null,
        organization: 'Acme Harbour',
      },
      {
        name: 'Maximiliane von und zu Hohenfels-Wartenberg',
        email: LONG_EMAIL,
        organization: null,
      },
    ),
  'signing-in-preparing': () =>
    snapshot({
      kind: 'signingIn',
      attempt: attempt('sign-in', 0, {
        step: 'preparing',
        expiresAt: null,
        lifetimeSeconds: null,
      }),
    }),
  'signing-in': () => snapshot({ kind: 'signingIn', attempt: attempt('sign-in', 6) }),
  'signing-in-stuck': () => snapshot({ kind: 'signingIn', attempt: attempt('sign-in', 66) }),
  'keychain-locked': () =>
    snapshot({
      kind: 'keychain',
      problem: 'locked',
      checking: false,
      failure: failure('keychainLocked', 'yours'),
    }),
  'keychain-absent': () =>
    snapshot({
      kind: 'keychain',
      problem: 'absent',
      checking: false,
      failure: failure('keychainAbsent', 'yours'),
    }),
  'keychain-refused': () =>
    snapshot({
      kind: 'keychain',
      problem: 'refused',
      checking: false,
      failure: failure('keychainRefused', 'yours', {
        detail: 'org.freedesktop.Secret.Error.NoSuchObject',
      }),
    }),
};

const lists: Record<string, () => Snapshot> = {
  accounts: () => accounts(),
  loading: () => accounts({ ...unread, person: null, freshness: { kind: 'loading' } }),
  pending: () => withNotion({ attempt: attempt('notion-1', 66) }),
  'pending-early': () => withNotion({ attempt: attempt('notion-1', 8) }),
  'pending-address': () =>
    withNotion({ attempt: attempt('notion-1', 8, { returnPath: 'loopback' }) }),
  preparing: () =>
    withNotion({
      attempt: attempt('notion-1', 0, {
        step: 'preparing',
        expiresAt: null,
        lifetimeSeconds: null,
      }),
    }),
  finishing: () => withNotion({ attempt: attempt('notion-1', 40, { step: 'finishing' }) }),
  error: () =>
    withNotion({
      failure: failure('connectCodeMissing', 'administrator', {
        subject: 'dev.mooring.desktop://callback',
      }),
    }),
  refused: () =>
    withNotion({ failure: failure('consentRefused', 'yours', { detail: 'access_denied' }) }),
  limited: () =>
    withNotion({ failure: failure('rateLimited', 'nobody', { retryAt: inSeconds(42) }) }),
  disconnecting: () => {
    const view = accountsView();
    const [first, ...others] = view.connected;
    const leaving = first && { ...first, state: { kind: 'disconnecting' as const, until: null } };
    return accounts({ connected: leaving ? [leaving, ...others] : others });
  },
  'disconnect-failed': () => {
    const [first, ...others] = accountsView().connected;
    const kept = first && { ...first, failure: failure('permissionMissing', 'administrator') };
    return accounts({ attention: kept ? [kept] : [], connected: others });
  },
  offline: () =>
    accounts({
      freshness: {
        kind: 'offline',
        retrying: false,
        failure: failure('tenantUnreachable', 'yours'),
      },
      asOf: inSeconds(-35 * 60),
    }),
  failed: () =>
    accounts({
      freshness: { kind: 'failed', retrying: false, failure: failure('tenantBroken', 'nobody') },
      asOf: inSeconds(-35 * 60),
    }),
  'offline-unread': () =>
    accounts({
      ...unread,
      freshness: {
        kind: 'offline',
        retrying: false,
        failure: failure('tenantUnreachable', 'yours'),
      },
    }),
  'loading-more': () => accounts({ ...firstPages, freshness: { kind: 'loading' } }),
  'loading-first': () =>
    accounts({
      ...firstPages,
      attention: [],
      connected: [],
      freshness: { kind: 'loading' },
    }),
  'incomplete-failed': () =>
    accounts({ ...firstPages, freshness: failing(failure('endlessPages', 'nobody')) }),
  'incomplete-offline': () =>
    accounts({
      ...firstPages,
      freshness: {
        kind: 'offline',
        retrying: false,
        failure: failure('tenantUnreachable', 'yours'),
      },
    }),
  captive: () =>
    accounts({
      freshness: {
        kind: 'offline',
        retrying: false,
        failure: failure('webPageAnswered', 'yours', { subject: tenant.domain }),
      },
      asOf: inSeconds(-35 * 60),
    }),
  confirm: () => accounts({ confirmation: { kind: 'wanted', failure: unconfirmed } }),
  'confirm-under-way': () =>
    accounts({ confirmation: { kind: 'underWay', attempt: attempt('confirm-1', 8) } }),
  'confirm-finishing': () =>
    accounts({
      confirmation: {
        kind: 'underWay',
        attempt: attempt('confirm-1', 40, { step: 'finishing' }),
      },
    }),
  'confirm-unread': () =>
    accounts({
      ...unread,
      confirmation: { kind: 'wanted', failure: failure('authenticationUnmet', 'yours') },
      freshness: { kind: 'loading' },
    }),
  'confirm-later': () => accounts({ freshness: failing(unconfirmed), asOf: inSeconds(-35 * 60) }),
  'nothing-to-connect': () =>
    accounts({ attention: [], connected: [], available: [], nothingToConnect }),
  'nothing-available': () => accounts({ available: [], nothingToConnect }),
  checks: () => withCheck(null),
  checking: () => withCheck({ kind: 'checking' }),
  works: () => withCheck({ kind: 'works', at: inSeconds(-4) }),
  'check-missing': () =>
    withCheck({
      kind: 'failed',
      failure: failure('vaultTokenMissing', 'administrator', {
        subject: 'google',
        detail: 'Federated connection Refresh Token not found.',
      }),
    }),
  'check-rejected': () =>
    withCheck({
      kind: 'failed',
      failure: failure('vaultTokenRejected', 'yours', { subject: 'google' }),
    }),
  organization: () => accounts({ person: { ...dana, organization: 'Acme Harbour' } }),
  empty: () => accounts({ attention: [], connected: [], available: everyProvider }),
  custom: () =>
    accounts({
      attention: [],
      connected: [
        account(known.harbour, 'cac_4TgByHnUjMkIlOpQaZwSx1', {
          offlineAccess: false,
          permissions: [],
          scopes: [],
        }),
      ],
      available: [],
    }),
  notices: () =>
    snapshot(accountsScreen(), {
      notices: [
        notice(1, { kind: 'connected', provider: 'Google', account: 'cac_8sYqT2mWk4ZcJ1pRvNxGhB' }),
        notice(2, { kind: 'changedElsewhere', connected: 1, disconnected: 1, provider: null }),
        notice(3, { kind: 'unknownLink' }),
      ],
    }),
  'links-elsewhere': () =>
    snapshot(accountsScreen(), {
      tenant: { ...tenant, returnPath: 'loopback', deepLinks: false, linksGoTo: 'Example Vault' },
      notices: [notice(1, { kind: 'linksElsewhere', program: 'Example Vault' })],
    }),
  managed: () =>
    snapshot(
      { kind: 'signedOut', failure: null },
      {
        preferences: {
          ...preferences,
          tray: true,
          managed: ['profiles', 'returnPath', 'language', 'notifications', 'tray'],
        },
      },
    ),
  trouble: () =>
    snapshot(accountsScreen(), {
      notices: [
        notice(1, { kind: 'linkCopied' }),
        notice(2, { kind: 'failed', failure: failure('browserNotOpened', 'yours') }),
      ],
    }),
  'signing-out': () => accounts({ signingOut: true }),
};

export const scenarios: Record<string, () => Snapshot> = {
  ...whole,
  ...lists,
  ...living,
  ...crowds,
  ...windowScenarios,
};
