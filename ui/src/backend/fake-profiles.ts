import type { Backend } from './backend';
import type { ProfileForm } from './contract';
import { attempt, failure, firstRun, profile, tenant } from './fixtures';
import type { Fake } from './fake-program';

const done = (step: () => void) => {
  step();
  return Promise.resolve();
};

const isDomain = (domain: string) => domain.includes('.');

function refuse(fake: Fake, domain: string) {
  const why = failure('domainInvalid', 'yours', { subject: domain });
  fake.screen(firstRun({ failure: why }));
}

export function signIn(fake: Fake) {
  fake.screen({ kind: 'signingIn', attempt: attempt('sign-in', 0) });
}

function useTenant(fake: Fake, { domain, clientId }: ProfileForm) {
  fake.screen(firstRun({ checking: true }));
  fake.later(() => {
    if (!isDomain(domain)) return void refuse(fake, domain);
    fake.choose({ ...tenant, domain, clientId });
    signIn(fake);
  });
}

function checkTenant(fake: Fake, domain: string) {
  if (!isDomain(domain)) return void refuse(fake, domain);
  fake.screen(firstRun({ looking: true }));
  fake.later(() => {
    const { current } = fake;
    if (current.kind === 'firstRun' && current.looking) fake.screen(firstRun({ answered: domain }));
  });
}

type Profiles = Pick<
  Backend,
  | 'checkTenant'
  | 'useTenant'
  | 'tryDemo'
  | 'addProfile'
  | 'changeProfile'
  | 'switchProfile'
  | 'editProfile'
  | 'removeProfile'
>;

export function profiles(fake: Fake): Profiles {
  const form = (changes: string | null) => {
    const back = fake.profiles.find((it) => it.inUse)?.name ?? null;
    fake.change({ tenant: null, screen: firstRun({ back, changes }) });
  };
  return {
    checkTenant: (domain) => done(() => checkTenant(fake, domain)),
    useTenant: (typed) => done(() => useTenant(fake, typed)),
    tryDemo: () =>
      done(() => {
        fake.choose({ ...tenant, domain: '127.0.0.1:41820', demo: true });
        signIn(fake);
      }),
    addProfile: () => done(() => form(null)),
    changeProfile: () => done(() => form(profile.name)),
    switchProfile: (name) =>
      done(() => {
        const list = fake.profiles.map((it) => ({ ...it, inUse: it.name === name }));
        const { domain } = list.find((it) => it.inUse) ?? profile;
        fake.change({ profiles: list, tenant: { ...tenant, domain } });
        fake.screen({ kind: 'signedOut', failure: null });
      }),
    editProfile: (name, edit) =>
      done(() => {
        const changed = fake.profiles.map((it) => (it.name === name ? { ...it, ...edit } : it));
        fake.change({ profiles: changed });
      }),
    removeProfile: (name) =>
      done(() => {
        const profiles = fake.profiles.filter((it) => it.name !== name);
        fake.change({ profiles, tenant: null, screen: firstRun() });
      }),
  };
}
