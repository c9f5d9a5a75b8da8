import type { Backend } from './backend';
import type { Snapshot } from './contract';
import { living } from './fake-accounts';
import { profiles, signIn } from './fake-profiles';
import { CONSENT_MILLISECONDS, Fake } from './fake-program';
import { about, accountsScreen, attempt, doctor, failure, inSeconds } from './fixtures';
import { examinedReport, report } from './fixtures-report';
import { setUp } from './fixtures-set-up';
import { scenarios } from './scenarios';
import { takeCrowds } from './scenarios-many';

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

type Program = Pick<
  Backend,
  | 'useLanguage'
  | 'prefer'
  | 'showAbout'
  | 'hideAbout'
  | 'lookForUpdate'
  | 'installUpdate'
  | 'openLogFolder'
  | 'examine'
  | 'closeDoctor'
  | 'showSetUp'
  | 'hideSetUp'
  | 'showReport'
  | 'saveReport'
  | 'hideReport'
>;

const program = (fake: Fake): Program => ({
  useLanguage: (language) =>
    done(() =>
      fake.change({
        language: language ?? 'en',
        preferences: { ...fake.preferences, language },
      }),
    ),
  prefer: (preference, on) =>
    done(() => fake.change({ preferences: { ...fake.preferences, [preference]: on } })),
  showAbout: () =>
    done(() => {
      const { safeRendering } = fake.preferences;
      fake.change({ about: { ...about, safeRendering } });
    }),
  hideAbout: () => done(() => fake.change({ about: null })),
  lookForUpdate: () =>
    done(() => fake.change({ updates: { state: 'available', version: '0.2.0' } })),
  installUpdate: () =>
    done(() => fake.change({ updates: { state: 'installing', version: '0.2.0' } })),
  openLogFolder: () => Promise.resolve(),
  examine: () =>
    done(() => {
      fake.change({ doctor });
      if (fake.report !== null) fake.change({ report: examinedReport });
    }),
  closeDoctor: () => done(() => fake.change({ doctor: null })),
  showSetUp: (domain) => done(() => fake.change({ setUp: setUp(domain) })),
  hideSetUp: () => done(() => fake.change({ setUp: null })),
  showReport: () => done(() => fake.change({ report })),
  saveReport: () =>
    done(() => {
      const saved = '/home/dana/Downloads/mooring-report-2026-11-23.txt';
      fake.change({ report: { ...(fake.report ?? report), saved } });
    }),
  hideReport: () => done(() => fake.change({ report: null })),
});

/** The same scenario with its words in another language. */
function inLanguage(start: Snapshot, tag: string | null): Snapshot {
  const language = (['en', 'de', 'ja', 'ar'] as const).find((it) => it === tag);
  if (language === undefined) return start;
  return { ...start, language, preferences: { ...start.preferences, language } };
}

export function fakeBackend(scenario: string, language: string | null = null): Backend {
  const start = scenarios[scenario] ?? scenarios.accounts;
  if (start === undefined) throw new Error('There is no scenario to play.');
  const fake = new Fake(inLanguage(start(), language));
  if (scenario === 'many') takeCrowds(fake);
  const copied = () => done(() => fake.tell({ kind: 'linkCopied' }));
  const nothing = () => Promise.resolve();
  return {
    ...people(fake),
    ...profiles(fake),
    ...living(fake),
    ...program(fake),
    watch: (onSnapshot) => done(() => fake.watch(onSnapshot)),
    ready: () => done(() => (document.documentElement.dataset.ready = 'true')),
    painted: nothing,

    signIn: () => done(() => signIn(fake)),
    openSignInAgain: nothing,
    copySignInLink: copied,
    cancelSignIn: () => done(() => fake.screen({ kind: 'signedOut', failure: null })),

    openAgain: nothing,
    copyLink: copied,

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
    useReturnPath: (returnPath) =>
      done(() => {
        const links = returnPath === 'deepLink' ? { deepLinks: true, linksGoTo: null } : {};
        fake.choose({ ...fake.tenant, ...links, returnPath });
      }),
    retryKeychain: () => done(() => fake.screen(accountsScreen())),
    keepInMemory: () =>
      done(() => {
        fake.choose({ ...fake.tenant, inMemory: true });
        fake.screen({ kind: 'signedOut', failure: null });
      }),
    dismissNotice: (id) => done(() => fake.withoutNotice(id)),
    copyText: nothing,
  };
}
