import type { AccountsView, Snapshot } from './contract';
import {
  account,
  accountsScreen,
  accountsView,
  attempt,
  failure,
  inSeconds,
  known,
  notice,
  preferences,
  proposal,
  provider,
  removed,
  snapshot,
  tenant,
} from './fixtures';

const WORK = 'cac_8sYqT2mWk4ZcJ1pRvNxGhB';
const HOME = 'cac_1WfUe6oIyTr9QaSdFgHjKl';

const google = { siblings: 1 };

/** Accounts with names and hints, as somebody has them after a while. */
function named(changes: Partial<AccountsView> = {}): AccountsView {
  const [github, slack] = accountsView().attention;
  return accountsView({
    attention: [
      ...(github ? [{ ...github, nickname: 'Acme GitHub', hint: 'dana-acme' }] : []),
      ...(slack ? [{ ...slack, nickname: 'Team Slack' }] : []),
    ],
    connected: [
      account(known.google, HOME, {
        ...google,
        nickname: 'Home Google',
        hint: 'dana@home.example',
      }),
      account(known.microsoft, 'cac_9ZxCv4bNmQw7ErTyUiOp3A', { hint: 'dana@acme.example' }),
      account(known.google, WORK, {
        ...google,
        nickname: 'Work Google',
        hint: 'dana.okafor@acme.example',
      }),
    ],
    ...changes,
  });
}

const shown = (view: AccountsView, changes: Partial<Snapshot> = {}) =>
  snapshot({ kind: 'accounts', ...view }, changes);

/** These accounts as they are while they can still be kept. */
function leaving(ids: string[], seconds = 7): AccountsView {
  const state = { kind: 'disconnecting' as const, until: inSeconds(seconds) };
  const view = named();
  const leave = (list: AccountsView['connected']) =>
    list.map((it) => (ids.includes(it.id) ? { ...it, state } : it));
  return { ...view, attention: leave(view.attention), connected: leave(view.connected) };
}

const gone = removed(known.dropbox, 'cac_7PqLm3nBvCx0ZaSdFgHjKw', {
  nickname: 'Team files',
  hint: 'dana@acme.example',
});

const removal = (id: number, accounts: string[], title: string | null, seconds: number) => ({
  id,
  accounts,
  title,
  until: inSeconds(seconds),
  seconds: 10,
});

export const windowScenarios: Record<string, () => Snapshot> = {
  named: () => shown(named()),
  'removed-entries': () =>
    shown(named({ removed: [gone, removed(known.salesforce, 'cac_6YhNbTgVfRcDxEsZaQwPo2')] })),
  elsewhere: () => {
    const view = named();
    const [first, ...others] = view.connected;
    const came = first === undefined ? [] : [{ ...first, elsewhere: true }];
    return shown(
      { ...view, connected: [...came, ...others] },
      {
        notices: [
          notice(1, { kind: 'changedElsewhere', connected: 1, disconnected: 2, provider: null }),
        ],
      },
    );
  },
  'account-attempt': () => {
    const view = named();
    const [first, ...others] = view.attention;
    const again = first === undefined ? [] : [{ ...first, attempt: attempt('github-1', 8) }];
    return shown({ ...view, attention: [...again, ...others] });
  },
  undo: () => shown({ ...leaving([WORK]), removals: [removal(1, [WORK], 'Work Google', 7)] }),
  'undo-several': () =>
    shown({
      ...leaving([WORK, HOME, 'cac_9ZxCv4bNmQw7ErTyUiOp3A', 'cac_5MnBv3cXzLk8JhGf2DsAq7']),
      removals: [
        removal(1, ['cac_5MnBv3cXzLk8JhGf2DsAq7'], 'Team Slack', 3),
        removal(2, [WORK, HOME], null, 6),
        removal(3, ['cac_9ZxCv4bNmQw7ErTyUiOp3A'], 'Microsoft', 9),
      ],
    }),
  'undo-notice': () =>
    shown(
      { ...leaving([WORK]), removals: [removal(1, [WORK], 'Work Google', 7)] },
      { notices: [notice(1, { kind: 'linkCopied' })] },
    ),
  proposal: () =>
    shown(named(), {
      proposal: proposal(known.dropbox, {
        scopes: ['account_info.read', 'files.content.read'],
        unknown: ['files.metadata.write', 'sharing.read'],
      }),
    }),
  'proposal-another': () => {
    const view = named();
    const again = view.connectable.filter((it) => it.connection === known.google.connection);
    return shown(
      { ...view, available: [...view.available, ...again], connectable: [] },
      { proposal: proposal(known.google) },
    );
  },
  'proposal-waits': () =>
    snapshot(
      { kind: 'signedOut', failure: null },
      { proposal: proposal(known.dropbox, { ready: false, scopes: [] }) },
    ),
  'proposal-not-offered': () =>
    shown(named(), {
      notices: [notice(1, { kind: 'unknownProposal', connection: 'harbour-pilot' })],
    }),
  memory: () => shown(named(), { tenant: { ...tenant, inMemory: true } }),
  crowd: () => {
    const all = Object.values(known);
    const of = (at: number) => all[at % all.length] ?? known.google;
    const connected = Array.from({ length: 1000 }, (_, at) =>
      account(of(at), `cac_${at}`, { nickname: `Account ${at + 1}` }),
    );
    const available = Array.from({ length: 60 }, (_, at) =>
      provider({ ...of(at), connection: `connection-${at}`, provider: `Provider ${at + 1}` }),
    );
    return snapshot(accountsScreen({ connected, available }));
  },
  'newer-version': () =>
    snapshot(accountsScreen(), {
      updates: { state: 'available', version: '0.2.0' },
      notices: [notice(1, { kind: 'updateAvailable', version: '0.2.0' })],
      preferences: { ...preferences, safeRendering: true },
    }),
  'about-failure': () =>
    shown(
      named({
        freshness: { kind: 'failed', retrying: false, failure: failure('tenantBroken', 'nobody') },
      }),
    ),
};
