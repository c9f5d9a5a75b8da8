import type { SetUpView } from './contract';
import { failure } from './fixtures';

const setUpSteps = {
  dashboard: {
    title: 'The application “Mooring”',
    why: 'Mooring signs people in as this application.',
    how: 'Applications > Applications > Create Application.\nName: Mooring. Type: Native.',
    isCode: false,
  },
  commandLine: {
    title: 'The application “Mooring”',
    why: 'Mooring signs people in as this application.',
    how: "client_id=$(auth0 apps create --name 'Mooring' --type native \\\n  --callbacks 'dev.mooring.desktop://callback' --no-input --json | jq -r '.client_id')",
    isCode: true,
  },
  terraform: {
    title: 'The application “Mooring”',
    why: 'Mooring signs people in as this application.',
    how: 'resource "auth0_client" "mooring" {\n  name     = "Mooring"\n  app_type = "native"\n}',
    isCode: true,
  },
};

/** The steps for a tenant, or why there are none. */
export function setUp(domain: string): SetUpView {
  if (!domain.includes('.'))
    return { domain, failure: failure('domainInvalid', 'yours', { subject: domain }), forms: [] };
  const consent = {
    title: 'The consent of Google',
    why: 'Only its own page can show that.',
    how: 'Open the page of Google’s APIs and look at the scopes there.',
    isCode: false,
  };
  const form = (name: keyof typeof setUpSteps) => ({
    form: name,
    sections: [setUpSteps[name], consent],
    text: `${setUpSteps[name].how}\n${consent.how}\n`,
  });
  return {
    domain,
    failure: null,
    forms: [form('dashboard'), form('commandLine'), form('terraform')],
  };
}
