import type { Diagnosis } from './backend/contract';

/** The field of the first form that a failure is about; null where it is about neither. */
export type FirstRunField = 'domain' | 'clientId';

const fields: Partial<Record<Diagnosis, FirstRunField>> = {
  domainInvalid: 'domain',
  domainNotSecure: 'domain',
  tenantUnreachable: 'domain',
  tenantTimedOut: 'domain',
  tenantNotTrusted: 'domain',
  tenantNotAuth0: 'domain',
  issuerMismatch: 'domain',
  clientIdInvalid: 'clientId',
  clientRejected: 'clientId',
};

export const fieldOf = (code: Diagnosis): FirstRunField | null => fields[code] ?? null;
