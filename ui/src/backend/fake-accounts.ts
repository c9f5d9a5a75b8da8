import type { Backend } from './backend';
import type {
  AccountsView,
  AccountView,
  AttemptView,
  CheckView,
  ProviderView,
  RemovalView,
  Wish,
} from './contract';
import { CONSENT_MILLISECONDS, type Fake } from './fake-program';
import {
  account,
  asked,
  attempt,
  failure,
  inSeconds,
  known,
  provider as offered,
  removed,
} from './fixtures';

const UNDO_SECONDS = 10;

const ofConnection = (connection: string) =>
  Object.values(known).find((it) => it.connection === connection) ?? known.harbour;

function changeAccount(fake: Fake, id: string, changes: Partial<AccountView>) {
  const change = (it: AccountView) => (it.id === id ? { ...it, ...changes } : it);
  fake.lists((view) => ({
    attention: view.attention.map(change),
    connected: view.connected.map(change),
  }));
}

function find(fake: Fake, id: string): AccountView | null {
  let found: AccountView | null = null;
  fake.lists((view) => {
    found = [...view.attention, ...view.connected].find((it) => it.id === id) ?? null;
    return {};
  });
  return found;
}

/** A provider with an attempt or a failure, or without an account, is among the available ones. */
function changeProvider(fake: Fake, connection: string, changes: Partial<ProviderView>) {
  fake.lists(({ available, connectable, attention, connected }) => {
    const all = [...available, ...connectable];
    const old = all.find((it) => it.connection === connection);
    const accounts = [...attention, ...connected].filter((it) => it.connection === connection);
    const next = {
      ...(old ?? offered(ofConnection(connection))),
      ...changes,
      accounts: accounts.length,
    };
    const isAvailable = next.accounts === 0 || next.attempt !== null || next.failure !== null;
    const without = (list: ProviderView[]) => list.filter((it) => it.connection !== connection);
    const sorted = (list: ProviderView[]) =>
      list.sort((a, b) => a.provider.localeCompare(b.provider));
    return {
      available: sorted([...without(available), ...(isAvailable ? [next] : [])]),
      connectable: sorted([...without(connectable), ...(isAvailable ? [] : [next])]),
    };
  });
}

function changeAttempt(fake: Fake, wish: Wish, changes: AttemptView | null) {
  if (wish.account !== null && find(fake, wish.account) !== null)
    changeAccount(fake, wish.account, { attempt: changes, failure: null });
  else changeProvider(fake, wish.connection, { attempt: changes, failure: null });
}

function attemptOf(fake: Fake, id: string): AttemptView | null {
  let found: AttemptView | null = null;
  fake.lists((view) => {
    const all = [...view.attention, ...view.connected, ...view.available];
    found = all.find((it) => it.attempt?.id === id)?.attempt ?? null;
    return {};
  });
  return found;
}

function connect(fake: Fake, wish: Wish) {
  const id = fake.attemptId();
  const of = ofConnection(wish.connection);
  const before = wish.account === null ? null : find(fake, wish.account);
  const hint = wish.hint ?? before?.hint ?? null;
  const nickname = wish.nickname ?? before?.nickname ?? null;
  const scopes = wish.scopes.length > 0 ? wish.scopes : (before?.scopes ?? undefined);
  const wanted = asked(of, { hint, nickname, ...(scopes === undefined ? {} : { scopes }) });
  const at = (waited: number, changes = {}) =>
    changeAttempt(fake, wish, attempt(id, waited, { asked: wanted, ...changes }));
  if (wish.account === null) fake.dropProposal(wish.connection);
  at(0, { step: 'preparing', expiresAt: null, lifetimeSeconds: null });
  fake.later(() => {
    if (attemptOf(fake, id) !== null) at(0);
  });
  fake.later(() => {
    if (attemptOf(fake, id) === null) return;
    at(30, { step: 'finishing' });
    fake.later(() => finishConnect(fake, wish, id));
  }, CONSENT_MILLISECONDS);
}

function finishConnect(fake: Fake, wish: Wish, id: string) {
  const of = ofConnection(wish.connection);
  const wanted = attemptOf(fake, id)?.asked ?? asked(of);
  const { hint, nickname, scopes, permissions } = wanted;
  const before = wish.account === null ? null : find(fake, wish.account);
  const made = account(of, before?.id ?? `cac_${id}`, {
    ...{ hint, nickname, scopes, permissions },
    connectedAt: inSeconds(0),
  });
  const without = (list: AccountView[]) => list.filter((it) => it.id !== made.id);
  fake.lists((view) => ({
    attention: without(view.attention),
    connected: [...without(view.connected), made],
    removed: view.removed.filter((it) => it.id !== wish.account),
  }));
  changeProvider(fake, wish.connection, { attempt: null });
  fake.tell({ kind: 'connected', provider: nickname ?? of.provider, account: made.id });
}

function withoutAttempt(fake: Fake, id: string) {
  const drop = <T extends { attempt: AttemptView | null }>(it: T) =>
    it.attempt?.id === id ? { ...it, attempt: null } : it;
  fake.lists((view) => ({
    confirmation:
      view.confirmation?.kind === 'underWay' && view.confirmation.attempt.id === id
        ? { kind: 'wanted', failure: failure('mfaRequired', 'yours') }
        : view.confirmation,
    attention: view.attention.map(drop),
    connected: view.connected.map(drop),
    available: view.available.map(drop),
  }));
}

function useOtherWay(fake: Fake, id: string) {
  const turn = <T extends { attempt: AttemptView | null }>(it: T): T => {
    if (it.attempt?.id !== id) return it;
    const returnPath = it.attempt.returnPath === 'deepLink' ? 'loopback' : 'deepLink';
    return { ...it, attempt: attempt(id, 0, { asked: it.attempt.asked, returnPath }) };
  };
  fake.lists((view) => ({
    attention: view.attention.map(turn),
    connected: view.connected.map(turn),
    available: view.available.map(turn),
  }));
}

function disconnect(fake: Fake, ids: string[]) {
  const until = inSeconds(UNDO_SECONDS);
  const id = fake.attemptNumber();
  const [only] = ids.length === 1 ? ids : [];
  const one = only === undefined ? null : find(fake, only);
  const removal: RemovalView = {
    id,
    accounts: ids,
    title: one === null ? null : (one.nickname ?? one.provider),
    until,
    seconds: UNDO_SECONDS,
  };
  for (const it of ids) changeAccount(fake, it, { state: { kind: 'disconnecting', until } });
  fake.lists(({ removals }) => ({ removals: [...removals, removal] }));
  fake.later(() => {
    let kept = false;
    fake.lists(({ removals }) => {
      kept = removals.every((it) => it.id !== id);
      return { removals: removals.filter((it) => it.id !== id) };
    });
    if (kept) return;
    const state = { kind: 'disconnecting' as const, until: null };
    for (const it of ids) changeAccount(fake, it, { state });
    fake.later(() => remove(fake, ids));
  }, UNDO_SECONDS * 1000);
}

function remove(fake: Fake, ids: string[]) {
  for (const id of ids) {
    const gone = find(fake, id);
    if (gone === null) continue;
    const of = ofConnection(gone.connection);
    const { nickname, hint } = gone;
    const entry = removed(of, id, { nickname, hint, removedAt: inSeconds(0) });
    const without = (list: AccountView[]) => list.filter((it) => it.id !== id);
    fake.lists((view) => ({
      attention: without(view.attention),
      connected: without(view.connected),
      removed: [entry, ...view.removed],
    }));
    changeProvider(fake, gone.connection, {});
  }
}

function undoDisconnect(fake: Fake, removal: number) {
  let ids: string[] = [];
  fake.lists(({ removals }) => {
    ids = removals.find((it) => it.id === removal)?.accounts ?? [];
    return { removals: removals.filter((it) => it.id !== removal) };
  });
  for (const id of ids) changeAccount(fake, id, { state: { kind: 'connected' } });
}

function checkAccount(fake: Fake, id: string) {
  const say = (check: CheckView) => changeAccount(fake, id, { check });
  say({ kind: 'checking' });
  fake.later(() => say({ kind: 'works', at: inSeconds(0) }));
}

function withoutFailure(fake: Fake, key: string) {
  const clear = <T extends { failure: unknown }>(it: T, its: string) =>
    its === key ? { ...it, failure: null } : it;
  const settled = (it: AccountView) =>
    it.id === key && it.check?.kind === 'failed' ? { ...it, check: null } : it;
  fake.lists((view) => ({
    attention: view.attention.map((it) => settled(clear(it, it.id))),
    connected: view.connected.map((it) => settled(clear(it, it.id))),
    available: view.available.map((it) => clear(it, it.connection)),
  }));
}

function reconnectRemoved(fake: Fake, id: string) {
  let entry: AccountsView['removed'][number] | undefined;
  fake.lists(({ removed: all }) => {
    entry = all.find((it) => it.id === id);
    return {};
  });
  if (entry === undefined) return;
  const { connection, hint, nickname } = entry;
  connect(fake, { connection, account: id, scopes: [], hint, nickname });
}

type Living = Pick<
  Backend,
  | 'connect'
  | 'dropProposal'
  | 'cancelAttempt'
  | 'useOtherWay'
  | 'pasteAddress'
  | 'rename'
  | 'seeAccount'
  | 'leavePermissions'
  | 'disconnect'
  | 'undoDisconnect'
  | 'openRemovedPage'
  | 'tickRemoved'
  | 'reconnectRemoved'
  | 'checkAccount'
  | 'dismissFailure'
>;

const done = (step: () => void) => {
  step();
  return Promise.resolve();
};

/** Accounts, from connecting to ticking off what was removed. */
export const living = (fake: Fake): Living => ({
  connect: (wish) => done(() => connect(fake, wish)),
  dropProposal: () => done(() => fake.dropProposal()),
  cancelAttempt: (id) => done(() => withoutAttempt(fake, id)),
  useOtherWay: (id) => done(() => useOtherWay(fake, id)),
  pasteAddress: () => done(() => fake.tell({ kind: 'nothingPasted' })),
  rename: (id, nickname) =>
    done(() => changeAccount(fake, id, { nickname: nickname.trim() === '' ? null : nickname })),
  seeAccount: (id) => done(() => changeAccount(fake, id, { elsewhere: false })),
  leavePermissions: (id) => done(() => changeAccount(fake, id, { missing: [] })),
  disconnect: (ids) => done(() => disconnect(fake, ids)),
  undoDisconnect: (id) => done(() => undoDisconnect(fake, id)),
  openRemovedPage: (id) =>
    done(() =>
      fake.lists(({ removed: all }) => ({
        removed: all.map((it) => (it.id === id ? { ...it, pageOpened: true } : it)),
      })),
    ),
  tickRemoved: (id) =>
    done(() => fake.lists(({ removed: all }) => ({ removed: all.filter((it) => it.id !== id) }))),
  reconnectRemoved: (id) => done(() => reconnectRemoved(fake, id)),
  checkAccount: (id) => done(() => checkAccount(fake, id)),
  dismissFailure: (key) => done(() => withoutFailure(fake, key)),
});
