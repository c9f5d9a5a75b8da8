import type { DoctorCheck, DoctorFact, DoctorLine, Verdict } from './backend/contract';
import { findWords, t } from './text';
import type { TextId } from './text-ids';

const checks: Record<DoctorCheck, TextId> = {
  keychain: 'doctor-check-keychain',
  links: 'doctor-check-links',
  loopback: 'doctor-check-loopback',
  network: 'doctor-check-network',
  certificate: 'doctor-check-certificate',
  clock: 'doctor-check-clock',
  discovery: 'doctor-check-discovery',
  proofs: 'doctor-check-proofs',
  session: 'doctor-check-session',
  myAccount: 'doctor-check-my-account',
  providers: 'doctor-check-providers',
  vault: 'doctor-check-vault',
  provider: 'doctor-check-provider',
};

const proofs = {
  used: 'doctor-proofs-used',
  notOffered: 'doctor-proofs-not-offered',
  switchedOff: 'doctor-proofs-off',
} as const;

/** What was looked at. */
export const lineTitle = ({ check, provider }: DoctorLine): string => provider ?? t(checks[check]);

/** How it is, in words: the colour alone says nothing. */
export function verdictWords(verdict: Verdict): string {
  if (verdict.kind === 'green') return t('doctor-green');
  if (verdict.kind === 'amber') return t('doctor-amber');
  if (verdict.kind === 'red') return t('doctor-red');
  if (verdict.because === null) return t('doctor-not-checked');
  return t('doctor-not-checked-because', { check: t(checks[verdict.because]) });
}

function words(fact: DoctorFact): string | null {
  switch (fact.kind) {
    case 'port':
      return null;
    case 'proxy':
      return t('doctor-proxy', { address: fact.address });
    case 'issuer':
      return t('doctor-issuer', { name: fact.name });
    case 'issuerUnknown':
      return t('doctor-issuer-unknown');
    case 'noCertificate':
      return t('doctor-no-certificate');
    case 'skew':
      return t('doctor-skew', { seconds: Math.abs(fact.seconds) });
    case 'proofs':
      return t(proofs[fact.proofs]);
    case 'offered':
      return t('doctor-offered', { count: fact.count });
    case 'trap':
      return findWords(`trap-${fact.key}`);
  }
}

/** What was seen, a sentence each. */
export function factWords({ facts }: DoctorLine): string[] {
  const ports = facts.flatMap((fact) => (fact.kind === 'port' ? [fact] : []));
  const taken = ports.filter(({ free }) => !free).map(({ port }) => String(port));
  const said = facts.map(words).filter((sentence) => sentence !== null);
  return taken.length === 0
    ? said
    : [t('doctor-ports-taken', { ports: taken.join(', ') }), ...said];
}
