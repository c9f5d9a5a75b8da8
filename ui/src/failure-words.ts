import type { Diagnosis, FailureView, TenantView } from './backend/contract';
import { findWords, plain, t } from './text';

/** What stands around a failure, for its words. */
export type FailureScene = { tenant: TenantView | null; domain?: string; provider?: string };

export type FailureWords = {
  what: string;
  why: string;
  fix: string;
  /** What an administrator types to mend it, where one or two calls do. */
  command: string | null;
};

/** Stand in a command for what is not known. */
const UNKNOWN = { tenant: 'TENANT_DOMAIN', clientId: 'CLIENT_ID' };

/** `tenantNotAuth0` → `failure-tenant-not-auth0`. */
export function failureId(diagnosis: Diagnosis): string {
  return `failure-${diagnosis.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Whether the person has to confirm who they are before it can go on. */
export const asksToConfirm = ({ diagnosis }: FailureView): boolean =>
  diagnosis === 'mfaRequired' || diagnosis === 'authenticationUnmet';

export function failureWords(failure: FailureView, scene: FailureScene): FailureWords {
  const id = failureId(failure.diagnosis);
  const tenant = scene.tenant?.domain ?? scene.domain;
  const clientId = scene.tenant?.clientId;
  const facts = {
    tenant: tenant ?? failure.subject ?? t('some-tenant'),
    clientId: clientId ?? 'none',
    provider: scene.provider ?? t('someone'),
    subject: failure.subject ?? 'none',
    detail: failure.detail ?? 'none',
  };
  const words = (name: string) => findWords(name, facts) ?? failure.diagnosis;
  const command = findWords(`${id}.command`, {
    ...facts,
    tenant: tenant ?? UNKNOWN.tenant,
    clientId: clientId ?? UNKNOWN.clientId,
  });
  return {
    what: words(id),
    why: words(`${id}.why`),
    fix: words(`${id}.fix`),
    command: command === null ? null : plain(command),
  };
}

/** Everything an administrator needs, as plain text. */
export function failureReport(failure: FailureView, scene: FailureScene): string {
  const { command, ...words } = failureWords(failure, scene);
  const report = t('failure-report', {
    ...words,
    tenant: scene.tenant?.domain ?? scene.domain ?? '',
    clientId: scene.tenant?.clientId ?? '',
    id: failure.id,
  });
  const said = failure.detail === null ? [] : [t('failure-report-said', { said: failure.detail })];
  const typed = command === null ? [] : [t('failure-report-command', { command })];
  return plain([report, ...said, ...typed].join('\n'));
}
