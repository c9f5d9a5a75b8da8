import type { AccountsView, AccountView, ProviderView, Snapshot } from './contract';
import {
  account,
  accountsScreen,
  asked,
  attempt,
  failure,
  inSeconds,
  known,
  provider,
  removed,
  snapshot,
} from './fixtures';

const DAY_SECONDS = 24 * 60 * 60;

const accounts = (changes: Partial<AccountsView> = {}) => snapshot(accountsScreen(changes));

const ids = {
  google: 'cac_8sYqT2mWk4ZcJ1pRvNxGhB',
  github: 'cac_2RkVb7xYpQe9LnTz4HsWd1',
  microsoft: 'cac_9ZxCv4bNmQw7ErTyUiOp3A',
};

const workGoogle = (changes: Partial<AccountView> = {}) =>
  account(known.google, ids.google, {
    nickname: 'Work Google',
    hint: 'dana.okafor@acme.example',
    siblings: 1,
    organization: 'org_Ym4rTq8LpZx2',
    expiresAt: inSeconds(241.5 * DAY_SECONDS),
    ...changes,
  });

/** One account that asks for something, and one that does not. */
const needing = (changes: Partial<AccountView>) =>
  accounts({
    attention: [workGoogle(changes)],
    connected: [account(known.microsoft, ids.microsoft)],
  });

const offers = (google: Partial<ProviderView> = {}) =>
  accounts({
    attention: [],
    connected: [account(known.github, ids.github)],
    available: [
      provider(known.dropbox, { traps: ['dropbox-offline'] }),
      provider(known.google, { traps: ['google-offline', 'google-testing'], ...google }),
      provider(known.harbour),
      provider(known.microsoft, { traps: ['microsoft-offline', 'microsoft-administrator'] }),
      provider(known.slack, { traps: ['slack-rotation'] }),
    ],
    connectable: [provider(known.github, { accounts: 1 })],
  });

const named = {
  hint: 'maximiliane.von-und-zu-hohenfels-wartenberg@research.acme.example',
  nickname: 'Research group at the harbour',
};

const connecting = (waited: number) =>
  offers({ attempt: attempt('google-1', waited, { asked: asked(known.google, named) }) });

const gone = (of: Parameters<typeof removed>[0], changes: Parameters<typeof removed>[2] = {}) =>
  accounts({
    attention: [],
    connected: [],
    removed: [removed(of, ids.google, { nickname: 'Work Google', ...changes })],
  });

/** Lives of single accounts, for the panes. */
export const living: Record<string, () => Snapshot> = {
  'keychain-full': () =>
    snapshot({
      kind: 'signedOut',
      failure: failure('keychainRefused', 'yours', { detail: 'the disk is full' }),
    }),
  offers: () => offers(),
  'offer-failed': () =>
    offers({ failure: failure('consentRefused', 'yours', { detail: 'access_denied' }) }),
  'offer-timed-out': () => offers({ failure: failure('connectTimedOut', 'yours') }),
  'connecting-early': () => connecting(8),
  'connecting-stuck': () => connecting(66),
  repairing: () =>
    accounts({
      connected: [
        workGoogle({ attempt: attempt('google-2', 8, { asked: asked(known.google, named) }) }),
      ],
    }),
  missing: () =>
    needing({
      missing: [
        {
          product: 'gmail',
          permissions: workGoogle()
            .permissions.flatMap((group) => group.permissions)
            .filter(({ words }) => words?.includes('gmail')),
        },
      ],
    }),
  superseded: () => needing({ superseded: true }),
  'connected-elsewhere': () => needing({ elsewhere: true, nickname: null, hint: null }),
  'account-ended': () =>
    needing({
      state: { kind: 'ended', at: inSeconds(-4 * DAY_SECONDS) },
      expiresAt: inSeconds(-4 * DAY_SECONDS),
    }),
  'not-offered': () => accounts({ connected: [workGoogle()], connectable: [], available: [] }),
  leaving: () => {
    const until = inSeconds(7);
    return accounts({
      connected: [workGoogle({ state: { kind: 'disconnecting', until } })],
      removals: [{ id: 1, accounts: [ids.google], title: 'Work Google', until, seconds: 10 }],
    });
  },
  removed: () => gone(known.google, { hint: 'dana.okafor@acme.example' }),
  'removed-opened': () => gone(known.google, { pageOpened: true }),
  'removed-no-page': () => gone(known.slack, { nickname: null, reconnectable: false }),
};
