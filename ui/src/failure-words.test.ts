import { describe, expect, it } from 'vitest';

import type { Diagnosis } from './backend/contract';
import { failure, tenant } from './backend/fixtures';
import { failureReport, failureWords } from './failure-words';
import { plain } from './text';

const MENDED_BY_COMMAND: Diagnosis[] = [
  'myAccountNotActivated',
  'clientNotAuthorized',
  'audienceMissing',
  'scopesMissing',
  'refreshTokenMissing',
  'connectionUnavailable',
  'nothingToConnect',
  'rotationNotSupported',
  'connectCodeMissing',
];
const wordsOf = (diagnosis: Diagnosis, scene = { tenant }, subject: string | null = null) =>
  failureWords(failure(diagnosis, 'administrator', { subject }), scene);

describe('a command', () => {
  it.each(MENDED_BY_COMMAND)(
    'of %s is whole, with the tenant and the client in it',
    (diagnosis) => {
      const { command } = wordsOf(diagnosis);
      expect(command).toMatch(/^auth0 /m);
      expect(command).not.toMatch(/[\u2068\u2069]|\bnone\b/);
      expect(command).toContain(
        diagnosis === 'myAccountNotActivated' ? tenant.domain : tenant.clientId,
      );
      const bodies = [...(command ?? '').matchAll(/--data '([^']*)'/g)].map(
        ([, body]) => body ?? '',
      );
      for (const body of bodies) expect(() => void JSON.parse(body)).not.toThrow();
    },
  );

  it('says the scopes as JSON', () => {
    const [, body = ''] = /--data '(.*)'/.exec(wordsOf('clientNotAuthorized').command ?? '') ?? [];
    expect(JSON.parse(body)).toEqual({
      client_id: tenant.clientId,
      audience: `https://${tenant.domain}/me/`,
      scope: ['create', 'read', 'delete'].map((verb) => `${verb}:me:connected_accounts`),
      subject_type: 'user',
    });
  });

  it('has words in capitals for what is not known', () => {
    const { command } = failureWords(failure('clientNotAuthorized', 'administrator'), {
      tenant: null,
    });
    expect(command).toContain('"client_id":"CLIENT_ID"');
    expect(command).toContain('https://TENANT_DOMAIN/me/');
  });

  it('is not made up where a person has to do something', () => {
    expect(wordsOf('sessionEnded').command).toBeNull();
    expect(wordsOf('connectTimedOut').command).toBeNull();
  });

  it('stands in what is copied for the administrator', () => {
    const scene = { tenant };
    const report = failureReport(failure('nothingToConnect', 'administrator'), scene);
    expect(report).toContain('auth0 api patch connections/CONNECTION_ID');
    expect(report).not.toMatch(/[\u2068\u2069]/);
  });
});

describe('a missing key in the vault', () => {
  it.each([
    ['github', /GitHub App.*Expire user authorization tokens/],
    ['slack', /Token Rotation/],
    ['google', /Offline Access.*client ID and secret of your own/],
    ['microsoft', /offline_access/],
  ])('of %s is mended where it lies', (catalog, fix) => {
    expect(plain(wordsOf('vaultTokenMissing', { tenant }, catalog).fix)).toMatch(fix);
  });
});
