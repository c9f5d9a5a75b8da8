import type { Diagnosis, FailureView, TenantView } from './backend/contract';
import { findWords, plain, t } from './text';

/** What stands around a failure, for its words. */
export type FailureScene = { tenant: TenantView | null; domain?: string; provider?: string };

export type FailureWords = { what: string; why: string; fix: string };

/** `tenantNotAuth0` → `failure-tenant-not-auth0`. */
export function failureId(code: Diagnosis): string {
  return `failure-${code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

export function failureWords(failure: FailureView, scene: FailureScene): FailureWords {
  const id = failureId(failure.diagnosis);
  const facts = {
    tenant: scene.tenant?.domain ?? scene.domain ?? failure.subject ?? t('some-tenant'),
    clientId: scene.tenant?.clientId ?? 'none',
    provider: scene.provider ?? t('someone'),
    subject: failure.subject ?? 'none',
    detail: failure.detail ?? 'none',
  };
  const words = (name: string) => findWords(name, facts) ?? failure.diagnosis;
  return { what: words(id), why: words(`${id}.why`), fix: words(`${id}.fix`) };
}

/** Everything an administrator needs, as plain text. */
export function failureReport(failure: FailureView, scene: FailureScene): string {
  const report = t('failure-report', {
    ...failureWords(failure, scene),
    tenant: scene.tenant?.domain ?? scene.domain ?? '',
    clientId: scene.tenant?.clientId ?? '',
    id: failure.id,
  });
  const said = failure.detail === null ? [] : [t('failure-report-said', { said: failure.detail })];
  return plain([report, ...said].join('\n'));
}
