import type { ReportPart, ReportSection, ReportView } from './contract';

const part = (id: ReportPart, ...lines: string[]): ReportSection => ({ id, lines });

const program = part(
  'program',
  'Mooring 0.1.0',
  'Made at: 2026-11-23T09:41:07Z',
  'System: Debian GNU/Linux 12 (bookworm)',
  'Web view: WebKitGTK 2.50.1',
  'Started in: 412 ms',
  'Memory: 187 MB',
);

const settings = part(
  'settings',
  'Settings',
  'Tenant: acme.eu.auth0.com',
  'Client ID: k3Jd82hQpLx0vTn5RsWc7Yb1Zf4Ma6Ge',
  'Client authentication: none',
  'Organization: none',
  'Proofs of possession: where the tenant knows them',
  'Session: signed in, kept in the keychain',
  'Profiles kept: 1',
  'Return path: deepLink (chosen: not chosen)',
  'Deep links: usable',
  'Language: en (chosen: not chosen)',
  'Notifications: on',
  'Tray: off',
  'Start at login: off',
  'Log level: not chosen',
);

const doctor = part(
  'doctor',
  'Doctor',
  'Examined in 812 ms.',
  'keychain: green, 9 ms',
  'links: green, 211 ms',
  'loopback: green, 1 ms, 18791 free, 18792 free, 18793 free',
  'network: green, 87 ms',
  'certificate: green, 87 ms, issued by Example Trust R3',
  'session: red, audienceMissing MOOR-7F3K-21C9, 140 ms',
  'myAccount: not checked, first session, 0 ms',
);

const failures = part(
  'failures',
  'Last failures',
  '2026-11-23T09:40:12Z MOOR-2Q8D-50XA tenantTimedOut',
  '2026-11-23T09:41:01Z MOOR-7F3K-21C9 audienceMissing',
);

const log = part(
  'log',
  'Log',
  '2026-11-23T09:38:00.102733Z  INFO mooring_desktop::desktop::measure: the window is painted milliseconds=412',
  '2026-11-23T09:40:12.553201Z  WARN accounts::model: failed id="MOOR-2Q8D-50XA" diagnosis=TenantTimedOut',
  '2026-11-23T09:41:01.004410Z  WARN accounts::model: failed id="MOOR-7F3K-21C9" diagnosis=AudienceMissing detail="[left out]"',
);

export const report: ReportView = {
  sections: [
    program,
    settings,
    part('doctor', 'Doctor', 'Not examined in this run.'),
    failures,
    log,
  ],
  examined: false,
  saved: null,
  failure: null,
};

export const examinedReport: ReportView = {
  ...report,
  sections: [program, settings, doctor, failures, log],
  examined: true,
};
