import type { AccountsView, ProviderView, Screen, Snapshot } from './contract';
import {
  account,
  accountsScreen,
  accountsView,
  attempt,
  failure,
  inSeconds,
  known,
  notice,
  provider,
  snapshot,
  tenant,
} from './fixtures';

const unset = (screen: Screen) => snapshot(screen, { tenant: null });

const firstRun = (
  checking: boolean,
  why: Extract<Screen, { kind: 'firstRun' }>['failure'] = null,
) => unset({ kind: 'firstRun', checking, failure: why });

const accounts = (changes: Partial<AccountsView> = {}) => snapshot(accountsScreen(changes));

const withNotion = (changes: Partial<ProviderView>) =>
  accounts({
    available: [
      provider(known.dropbox),
      provider(known.notion, changes),
      provider(known.salesforce),
    ],
  });

const unread = { attention: [], connected: [], available: [], asOf: null };

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
  'first-run': () => firstRun(false),
  'first-run-checking': () => firstRun(true),
  'first-run-domain': () =>
    firstRun(false, failure('tenantNotAuth0', 'yours', { subject: 'www.acme.example' })),
  'first-run-client': () => firstRun(false, failure('clientIdInvalid', 'yours')),
  'first-run-demo': () => firstRun(false, failure('demoNotStarted', 'yours')),
  'signed-out': () => snapshot({ kind: 'signedOut', failure: null }),
  'session-ended': () =>
    snapshot({
      kind: 'signedOut',
      failure: failure('sessionEnded', 'yours', { detail: 'Unknown or invalid refresh token.' }),
    }),
  'step-up': () => snapshot({ kind: 'signedOut', failure: failure('stepUpRequired', 'yours') }),
  'not-set-up': () =>
    snapshot({
      kind: 'signedOut',
      failure: failure('audienceMissing', 'administrator', { subject: tenant.domain }),
    }),
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
    const leaving = first && { ...first, state: { kind: 'disconnecting' as const } };
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
  empty: () => accounts({ attention: [], connected: [], available: everyProvider }),
  'empty-none': () => accounts({ attention: [], connected: [], available: [] }),
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
        notice(2, {
          kind: 'disconnected',
          provider: 'Dropbox',
          connection: 'dropbox',
          revokePage: true,
        }),
        notice(3, { kind: 'unknownLink' }),
      ],
    }),
  trouble: () =>
    snapshot(accountsScreen(), {
      notices: [
        notice(1, { kind: 'linkCopied' }),
        notice(2, { kind: 'failed', failure: failure('browserNotOpened', 'yours') }),
      ],
    }),
  'signing-out': () => accounts({ signingOut: true }),
};

export const scenarios: Record<string, () => Snapshot> = { ...whole, ...lists };
