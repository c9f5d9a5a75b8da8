import type {
  AboutView,
  AccountsView,
  AccountView,
  AskedView,
  AttemptView,
  Diagnosis,
  DoctorCheck,
  DoctorFact,
  DoctorLine,
  DoctorView,
  FailureView,
  Grade,
  News,
  NoticeView,
  PermissionGroupView,
  PersonView,
  PreferencesView,
  ProfileView,
  ProposalView,
  ProviderView,
  RemovedView,
  Screen,
  Snapshot,
  TenantView,
  Turn,
  Verdict,
} from './contract';

const DAY_SECONDS = 24 * 60 * 60;

/** A moment so many seconds from now; days and more keep to the minute. */
export function inSeconds(seconds: number): string {
  const at = new Date(Date.now() + seconds * 1000);
  if (Math.abs(seconds) >= DAY_SECONDS) at.setSeconds(0, 0);
  return at.toISOString();
}

export const tenant: TenantView = {
  domain: 'acme.eu.auth0.com',
  clientId: 'k3Jd82hQpLx0vTn5RsWc7Yb1Zf4Ma6Ge',
  demo: false,
  returnPath: 'deepLink',
  deepLinks: true,
  linksGoTo: null,
  organization: null,
  checks: false,
  inMemory: false,
};

export const profile: ProfileView = {
  name: 'Acme',
  domain: tenant.domain,
  clientId: tenant.clientId,
  organization: null,
  dpop: null,
  returnPath: null,
  language: null,
  inUse: true,
  waits: false,
};

type FirstRun = Extract<Screen, { kind: 'firstRun' }>;

export const firstRun = (changes: Partial<FirstRun> = {}): FirstRun => ({
  kind: 'firstRun',
  checking: false,
  looking: false,
  failure: null,
  answered: null,
  changes: null,
  back: null,
  ...changes,
});

export const dana: PersonView = {
  name: 'Dana Okafor',
  email: 'dana.okafor@acme.example',
  organization: null,
};

export const kenji: PersonView = {
  name: 'Kenji Mori',
  email: 'kenji.mori@acme.example',
  organization: null,
};

type Allowed = [product: string, scope: string, words: string | null, grade: Grade];

function grouped(allowed: Allowed[]): PermissionGroupView[] {
  const products = [...new Set(allowed.map(([product]) => product))];
  return products.map((product) => ({
    product,
    permissions: allowed
      .filter(([of]) => of === product)
      .map(([, scope, words, grade]) => ({
        scope,
        shown: scope,
        words,
        grade,
        required: grade === 'identity',
      })),
  }));
}

const googleScope = (name: string) => `https://www.googleapis.com/auth/${name}`;

const google: Allowed[] = [
  ['identity', 'email', 'google-email', 'identity'],
  ['calendar', googleScope('calendar.readonly'), 'google-calendar-readonly', 'read'],
  ['calendar', googleScope('calendar.events'), 'google-calendar-events', 'change'],
  ['gmail', googleScope('gmail.readonly'), 'google-gmail-readonly', 'read'],
  ['gmail', googleScope('gmail.send'), 'google-gmail-send', 'send'],
  ['contacts', googleScope('contacts.readonly'), 'google-contacts-readonly', 'read'],
];
const github: Allowed[] = [
  ['repositories', 'repo', 'github-repo', 'delete'],
  ['account', 'read:user', 'github-read-user', 'identity'],
];
const slack: Allowed[] = [
  ['channels', 'channels:read', 'slack-channels-read', 'read'],
  ['messages', 'chat:write', 'slack-chat-write', 'send'],
  ['people', 'users:read', 'slack-users-read', 'read'],
];
const microsoft: Allowed[] = [
  ['identity', 'User.Read', 'microsoft-user-read', 'identity'],
  ['identity', 'offline_access', 'microsoft-offline-access', 'offline'],
  ['mail', 'Mail.Read', 'microsoft-mail-read', 'read'],
  ['calendar', 'Calendars.ReadWrite', 'microsoft-calendars-readwrite', 'change'],
];
const dropbox: Allowed[] = [
  ['identity', 'account_info.read', 'dropbox-account-info-read', 'identity'],
  ['files', 'files.content.read', 'dropbox-files-content-read', 'read'],
  ['files', 'files.content.write', 'dropbox-files-content-write', 'change'],
  ['files', 'files.permanent_delete', 'dropbox-files-permanent-delete', 'delete'],
];
const notion: Allowed[] = [
  ['content', 'read_content', 'notion-read-content', 'read'],
  ['content', 'update_content', 'notion-update-content', 'change'],
  ['comments', 'read_comments', 'notion-read-comments', 'read'],
];
const salesforce: Allowed[] = [['access', 'api', 'salesforce-api', 'delete']];
const harbour: Allowed[] = [
  ['other', 'berths:read', null, 'unknown'],
  ['other', 'berths:write', null, 'unknown'],
];

type Known = { connection: string; provider: string; catalog: string; allowed: Allowed[] };

export const known = {
  google: { connection: 'google-oauth2', provider: 'Google', catalog: 'google', allowed: google },
  github: { connection: 'github', provider: 'GitHub', catalog: 'github', allowed: github },
  slack: { connection: 'sign-in-with-slack', provider: 'Slack', catalog: 'slack', allowed: slack },
  microsoft: {
    connection: 'windowslive',
    provider: 'Microsoft',
    catalog: 'microsoft',
    allowed: microsoft,
  },
  dropbox: { connection: 'dropbox', provider: 'Dropbox', catalog: 'dropbox', allowed: dropbox },
  notion: { connection: 'notion', provider: 'Notion', catalog: 'notion', allowed: notion },
  salesforce: {
    connection: 'salesforce',
    provider: 'Salesforce',
    catalog: 'salesforce',
    allowed: salesforce,
  },
  harbour: {
    connection: 'harbour-master',
    provider: 'Harbour Master',
    catalog: 'other',
    allowed: harbour,
  },
} satisfies Record<string, Known>;

export function account(of: Known, id: string, changes: Partial<AccountView> = {}): AccountView {
  const { allowed, ...names } = of;
  return {
    ...names,
    id,
    nickname: null,
    hint: null,
    state: { kind: 'connected' },
    elsewhere: false,
    superseded: false,
    attempt: null,
    missing: [],
    connectedAt: '2026-03-12T09:41:00Z',
    expiresAt: null,
    offlineAccess: true,
    organization: null,
    permissions: grouped(allowed),
    scopes: allowed.map(([, scope]) => scope),
    revokePage: ['google', 'github', 'microsoft', 'dropbox'].includes(of.catalog),
    siblings: 0,
    failure: null,
    check: null,
    ...changes,
  };
}

/** What a connect asks for: all of it, or only these scopes. */
export function asked(of: Known, changes: Partial<AskedView> = {}): AskedView {
  const scopes = changes.scopes ?? of.allowed.map(([, scope]) => scope);
  const allowed = of.allowed.filter(([, scope]) => scopes.includes(scope));
  return { permissions: grouped(allowed), scopes, hint: null, nickname: null, ...changes };
}

export function removed(of: Known, id: string, changes: Partial<RemovedView> = {}): RemovedView {
  return {
    id,
    connection: of.connection,
    provider: of.provider,
    catalog: of.catalog,
    nickname: null,
    hint: null,
    removedAt: inSeconds(-30),
    revokePage: ['google', 'github', 'microsoft', 'dropbox'].includes(of.catalog),
    pageOpened: false,
    reconnectable: true,
    ...changes,
  };
}

export function provider(of: Known, changes: Partial<ProviderView> = {}): ProviderView {
  const { allowed, ...names } = of;
  return {
    ...names,
    permissions: grouped(allowed),
    scopes: allowed.map(([, scope]) => scope),
    traps: [],
    accounts: 0,
    attempt: null,
    failure: null,
    ...changes,
  };
}

export function failure(diagnosis: Diagnosis, turn: Turn, changes: Partial<FailureView> = {}) {
  return {
    diagnosis,
    id: 'MOOR-7F3K-21C9',
    turn,
    detail: null,
    subject: null,
    retryAt: null,
    ...changes,
  } satisfies FailureView;
}

export function attempt(id: string, waited: number, changes: Partial<AttemptView> = {}) {
  return {
    id,
    step: 'waiting',
    startedAt: inSeconds(-waited),
    expiresAt: inSeconds(300 - waited),
    lifetimeSeconds: 300,
    returnPath: 'deepLink',
    asked: null,
    ...changes,
  } satisfies AttemptView;
}

export function accountsView(changes: Partial<AccountsView> = {}): AccountsView {
  return {
    person: dana,
    confirmation: null,
    freshness: { kind: 'current', refreshing: false },
    incomplete: false,
    nothingToConnect: null,
    asOf: inSeconds(-60),
    attention: [
      account(known.github, 'cac_2RkVb7xYpQe9LnTz4HsWd1', {
        state: { kind: 'ended', at: inSeconds(-4 * DAY_SECONDS) },
        expiresAt: inSeconds(-4 * DAY_SECONDS),
        connectedAt: '2026-06-02T16:20:00Z',
      }),
      account(known.slack, 'cac_5MnBv3cXzLk8JhGf2DsAq7', {
        state: { kind: 'expires', at: inSeconds(5.2 * DAY_SECONDS) },
        expiresAt: inSeconds(5.2 * DAY_SECONDS),
        connectedAt: '2026-08-20T08:05:00Z',
      }),
    ],
    connected: [
      account(known.google, 'cac_8sYqT2mWk4ZcJ1pRvNxGhB', {
        siblings: 1,
        organization: 'org_Ym4rTq8LpZx2',
      }),
      account(known.google, 'cac_1WfUe6oIyTr9QaSdFgHjKl', {
        siblings: 1,
        connectedAt: '2026-10-30T19:12:00Z',
      }),
      account(known.microsoft, 'cac_9ZxCv4bNmQw7ErTyUiOp3A', {
        connectedAt: '2026-11-03T11:30:00Z',
      }),
    ],
    available: [provider(known.dropbox), provider(known.notion), provider(known.salesforce)],
    connectable: [
      provider(known.github, { accounts: 1 }),
      provider(known.google, { accounts: 2 }),
      provider(known.microsoft, { accounts: 1 }),
      provider(known.slack, { accounts: 1 }),
    ],
    removed: [],
    removals: [],
    signingOut: false,
    ...changes,
  };
}

export const accountsScreen = (changes: Partial<AccountsView> = {}): Screen => ({
  kind: 'accounts',
  ...accountsView(changes),
});

export const preferences: PreferencesView = {
  language: null,
  notifications: true,
  tray: false,
  startAtLogin: false,
  safeRendering: false,
  managed: [],
};

export const about: AboutView = {
  version: '0.1.0',
  system: 'Debian GNU/Linux 12',
  webView: 'WebKitGTK 2.50.6',
  safeRendering: false,
  startMilliseconds: 412,
  memoryMegabytes: 187,
  logFolder: '/home/dana/.local/share/dev.mooring.desktop/logs',
};

const examined = (
  check: DoctorCheck,
  milliseconds: number,
  verdict: Verdict = { kind: 'green' },
  facts: DoctorFact[] = [],
): DoctorLine => ({ check, connection: null, provider: null, verdict, facts, milliseconds });

/** Everything is well but the policy, which is what the rest waits for. */
export const doctor: DoctorView = {
  lines: [
    examined('keychain', 21),
    examined('links', 340),
    examined('loopback', 3, { kind: 'green' }, [{ kind: 'port', port: 18791, free: false }]),
    examined('network', 94, { kind: 'green' }, [
      { kind: 'proxy', address: 'proxy.acme.example:3128' },
    ]),
    examined('certificate', 94, { kind: 'green' }, [
      { kind: 'issuer', name: "R11, Let's Encrypt" },
    ]),
    examined(
      'clock',
      94,
      { kind: 'amber', failure: failure('clockWrong', 'yours', { subject: '94' }) },
      [{ kind: 'skew', seconds: -94 }],
    ),
    examined('discovery', 94),
    examined('proofs', 94, { kind: 'green' }, [{ kind: 'proofs', proofs: 'used' }]),
    examined('session', 210, { kind: 'red', failure: failure('audienceMissing', 'administrator') }),
    examined('myAccount', 0, { kind: 'notChecked', because: 'session' }),
    examined('providers', 0, { kind: 'notChecked', because: 'session' }),
  ],
  milliseconds: 345,
};

/** What a link proposes: these scopes of what is offered, and those that cannot be left out. */
export function proposal(of: Known, changes: Partial<ProposalView> = {}): ProposalView {
  const { connection, provider: name } = of;
  const scopes = of.allowed.map(([, scope]) => scope);
  return { id: 1, connection, provider: name, ready: true, scopes, unknown: [], ...changes };
}

export const notice = (id: number, news: News): NoticeView => ({ id, news });

export function snapshot(screen: Screen, changes: Partial<Snapshot> = {}): Snapshot {
  return {
    revision: 1,
    tenant,
    profiles: [profile],
    screen,
    notices: [],
    language: 'en',
    preferences,
    about: null,
    updates: { state: 'nowhere' },
    doctor: null,
    proposal: null,
    setUp: null,
    report: null,
    ...changes,
  };
}
