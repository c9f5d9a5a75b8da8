import type { Backend } from './backend';
import type {
  AccountsView,
  AccountView,
  CheckView,
  ProviderView,
  Screen,
  Snapshot,
  TenantView,
} from './contract';
import {
  account,
  accountsScreen,
  attempt,
  failure,
  inSeconds,
  known,
  notice,
  provider as offered,
  tenant,
} from './fixtures';
import { scenarios } from './scenarios';

const SHORT_MILLISECONDS = 500;
const CONSENT_MILLISECONDS = 30_000;

/** A program without an outside: it plays a scenario on, request by request. */
class Fake {
  #snapshot: Snapshot;
  #show: (snapshot: Snapshot) => void = () => undefined;
  #notices = 10;
  #attempts = 10;

  constructor(start: Snapshot) {
    this.#snapshot = start;
  }

  watch(show: (snapshot: Snapshot) => void) {
    this.#show = show;
    show(this.#snapshot);
  }

  change(changes: Partial<Snapshot>) {
    this.#snapshot = { ...this.#snapshot, ...changes, revision: this.#snapshot.revision + 1 };
    this.#show(this.#snapshot);
  }

  screen(screen: Screen) {
    this.change({ screen });
  }

  lists(update: (view: AccountsView) => Partial<AccountsView>) {
    const { screen } = this.#snapshot;
    if (screen.kind === 'accounts') this.screen({ ...screen, ...update(screen) });
  }

  later(step: () => void, milliseconds = SHORT_MILLISECONDS) {
    setTimeout(step, milliseconds);
  }

  tell(news: Parameters<typeof notice>[1]) {
    this.#notices += 1;
    this.change({ notices: [...this.#snapshot.notices, notice(this.#notices, news)] });
  }

  withoutNotice(id: number) {
    this.change({ notices: this.#snapshot.notices.filter((it) => it.id !== id) });
  }

  choose(chosen: TenantView | null) {
    this.change({ tenant: chosen });
  }

  get current(): Screen {
    return this.#snapshot.screen;
  }

  get tenant(): TenantView {
    return this.#snapshot.tenant ?? tenant;
  }

  attemptId(): string {
    this.#attempts += 1;
    return `attempt-${this.#attempts}`;
  }
}

const ofConnection = (connection: string) =>
  Object.values(known).find((it) => it.connection === connection) ?? known.harbour;

function changeProvider(fake: Fake, connection: string, changes: Partial<ProviderView>) {
  fake.lists(({ available }) => {
    const rest = available.filter((it) => it.connection !== connection);
    const old = available.find((it) => it.connection === connection);
    const next = { ...(old ?? offered(ofConnection(connection))), ...changes };
    return {
      available: [...rest, next].sort((a, b) => a.provider.localeCompare(b.provider)),
    };
  });
}

function connect(fake: Fake, connection: string) {
  const id = fake.attemptId();
  const preparing = attempt(id, 0, { step: 'preparing', expiresAt: null, lifetimeSeconds: null });
  changeProvider(fake, connection, { failure: null, attempt: preparing });
  fake.later(() => changeProvider(fake, connection, { attempt: attempt(id, 0) }));
  fake.later(() => {
    let open = false;
    fake.lists(({ available }) => {
      open = available.some((it) => it.attempt?.id === id);
      return {};
    });
    if (open) finishConnect(fake, connection, id);
  }, CONSENT_MILLISECONDS);
}

function finishConnect(fake: Fake, connection: string, id: string) {
  const of = ofConnection(connection);
  changeProvider(fake, connection, { attempt: attempt(id, 30, { step: 'finishing' }) });
  fake.later(() => {
    const made = account(of, `cac_${id}`, { connectedAt: inSeconds(0) });
    fake.lists((view) => ({
      available: view.available.filter((it) => it.connection !== connection),
      connected: [...view.connected, made],
    }));
    fake.tell({ kind: 'connected', provider: of.provider, account: made.id });
  });
}

function disconnect(fake: Fake, id: string) {
  const leaving: AccountsView['connected'] = [];
  const mark = (it: AccountsView['connected'][number]) => {
    if (it.id !== id) return it;
    leaving.push(it);
    return { ...it, state: { kind: 'disconnecting' as const } };
  };
  fake.lists((view) => ({
    attention: view.attention.map(mark),
    connected: view.connected.map(mark),
  }));
  fake.later(() => {
    const [gone] = leaving;
    if (gone === undefined) return;
    fake.lists((view) => ({
      attention: view.attention.filter((it) => it.id !== id),
      connected: view.connected.filter((it) => it.id !== id),
    }));
    if (gone.siblings === 0) changeProvider(fake, gone.connection, {});
    const { provider, connection, revokePage } = gone;
    fake.tell({ kind: 'disconnected', provider, connection, revokePage });
  });
}

function confirmIdentity(fake: Fake) {
  const id = fake.attemptId();
  const confirming = (waited: number, changes = {}) =>
    fake.lists(() => ({
      confirmation: { kind: 'underWay', attempt: attempt(id, waited, changes) },
    }));
  confirming(0, { step: 'preparing', expiresAt: null, lifetimeSeconds: null });
  fake.later(() => confirming(0));
  fake.later(() => {
    let open = false;
    fake.lists(({ confirmation }) => {
      open = confirmation?.kind === 'underWay' && confirmation.attempt.id === id;
      return {};
    });
    if (!open) return;
    confirming(30, { step: 'finishing' });
    fake.later(() => fake.lists(() => ({ confirmation: null })));
  }, CONSENT_MILLISECONDS);
}

/** What was asked for goes without an answer: the list says why. */
function giveUpConfirmation(fake: Fake) {
  fake.lists(() => ({
    confirmation: null,
    freshness: { kind: 'failed', retrying: false, failure: failure('mfaRequired', 'yours') },
  }));
}

function checkAccount(fake: Fake, id: string) {
  const say = (check: CheckView) => {
    const tell = (it: AccountView) => (it.id === id ? { ...it, check } : it);
    fake.lists((view) => ({
      attention: view.attention.map(tell),
      connected: view.connected.map(tell),
    }));
  };
  say({ kind: 'checking' });
  fake.later(() => say({ kind: 'works', at: inSeconds(0) }));
}

function switchPerson(fake: Fake) {
  const screen = fake.current;
  if (screen.kind !== 'anotherPerson') return;
  fake.screen({ ...screen, switching: true });
  fake.later(() => fake.screen(accountsScreen({ person: screen.now })));
}

function keepPerson(fake: Fake) {
  const screen = fake.current;
  if (screen.kind !== 'anotherPerson') return;
  fake.screen(
    screen.keepable
      ? accountsScreen({ person: screen.before })
      : { kind: 'signedOut', failure: null },
  );
}

function withoutAttempt(fake: Fake, id: string) {
  fake.lists(({ available, confirmation }) => ({
    confirmation:
      confirmation?.kind === 'underWay' && confirmation.attempt.id === id
        ? { kind: 'wanted', failure: failure('mfaRequired', 'yours') }
        : confirmation,
    available: available.map((it) => (it.attempt?.id === id ? { ...it, attempt: null } : it)),
  }));
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

function useTenant(fake: Fake, domain: string, clientId: string) {
  fake.screen({ kind: 'firstRun', checking: true, failure: null });
  fake.later(() => {
    if (!domain.includes('.')) {
      const why = failure('domainInvalid', 'yours', { subject: domain });
      fake.screen({ kind: 'firstRun', checking: false, failure: why });
      return;
    }
    fake.choose({ ...tenant, domain, clientId });
    signIn(fake);
  });
}

function signIn(fake: Fake) {
  fake.screen({ kind: 'signingIn', attempt: attempt('sign-in', 0) });
}

const done = (step: () => void) => {
  step();
  return Promise.resolve();
};

type People = Pick<
  Backend,
  'signOut' | 'keepPerson' | 'switchPerson' | 'confirmIdentity' | 'giveUpConfirmation'
>;

const people = (fake: Fake): People => ({
  signOut: () =>
    done(() => {
      fake.lists(() => ({ signingOut: true }));
      fake.later(() => fake.screen({ kind: 'signedOut', failure: null }));
    }),
  keepPerson: () => done(() => keepPerson(fake)),
  switchPerson: () => done(() => switchPerson(fake)),
  confirmIdentity: () => done(() => confirmIdentity(fake)),
  giveUpConfirmation: () => done(() => giveUpConfirmation(fake)),
});

export function fakeBackend(scenario: string): Backend {
  const start = scenarios[scenario] ?? scenarios.accounts;
  if (start === undefined) throw new Error('There is no scenario to play.');
  const fake = new Fake(start());
  const copied = () => done(() => fake.tell({ kind: 'linkCopied' }));
  const nothing = () => Promise.resolve();
  return {
    ...people(fake),
    watch: (onSnapshot) => done(() => fake.watch(onSnapshot)),
    ready: () => done(() => (document.documentElement.dataset.ready = 'true')),

    useTenant: (domain, clientId) => done(() => useTenant(fake, domain, clientId)),
    tryDemo: () =>
      done(() => {
        fake.choose({ ...tenant, domain: '127.0.0.1:41820', demo: true });
        signIn(fake);
      }),
    forgetTenant: () =>
      done(() => {
        fake.change({ tenant: null, screen: { kind: 'firstRun', checking: false, failure: null } });
      }),

    signIn: () => done(() => signIn(fake)),
    openSignInAgain: nothing,
    copySignInLink: copied,
    cancelSignIn: () => done(() => fake.screen({ kind: 'signedOut', failure: null })),

    connect: (connection) => done(() => connect(fake, connection)),
    openAgain: nothing,
    copyLink: copied,
    cancelAttempt: (id) => done(() => withoutAttempt(fake, id)),
    disconnect: (id) => done(() => disconnect(fake, id)),
    openRevokePage: nothing,
    checkAccount: (id) => done(() => checkAccount(fake, id)),

    refresh: () =>
      done(() => {
        fake.lists(() => ({ freshness: { kind: 'current', refreshing: true } }));
        fake.later(() =>
          fake.lists(() => ({
            freshness: { kind: 'current', refreshing: false },
            asOf: inSeconds(0),
          })),
        );
      }),
    useReturnPath: (returnPath) => done(() => fake.choose({ ...fake.tenant, returnPath })),
    retryKeychain: () => done(() => fake.screen(accountsScreen())),
    dismissNotice: (id) => done(() => fake.withoutNotice(id)),
    dismissFailure: (key) => done(() => withoutFailure(fake, key)),
    copyText: nothing,
  };
}
