import { describe, expect, it } from 'vitest';

import { aboutReport } from './about-report';
import { about, account, accountsScreen, failure, known, snapshot } from './backend/fixtures';

const broken = failure('vaultTokenRejected', 'yours', { detail: 'for dana@acme.example' });
const named = account(known.google, 'cac_1', {
  nickname: 'Work Google',
  hint: 'dana@acme.example',
  failure: broken,
});
const report = aboutReport(about, snapshot(accountsScreen({ attention: [named] })));

describe('the report', () => {
  it('says what runs, where and against which tenant', () => {
    expect(report).toContain('Mooring 0.1.0\nSystem: Debian GNU/Linux 12');
    expect(report).toContain(
      'Tenant: acme.eu.auth0.com\nClient ID: k3Jd82hQpLx0vTn5RsWc7Yb1Zf4Ma6Ge',
    );
  });

  it('names the failures on screen by id and cause', () => {
    expect(report).toContain('Failures on screen:\n  MOOR-7F3K-21C9 vaultTokenRejected');
    expect(aboutReport(about, snapshot(accountsScreen()))).toContain('Failures on screen: none');
  });

  it('tells nothing of a person', () => {
    expect(report).not.toMatch(/dana|Okafor|Work Google|cac_|home/i);
  });
});
