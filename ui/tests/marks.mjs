import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const set = JSON.parse(
  readFileSync(new URL('../node_modules/@iconify-json/logos/icons.json', import.meta.url), 'utf8'),
);

/** Where the marks lie, each under the catalogue key of its provider. */
export const folder = new URL('../src/marks/', import.meta.url);

/** Which logo is whose; a provider that is not here has the first letter of its name. */
export const logos = {
  ad: 'microsoft-icon',
  adfs: 'microsoft-icon',
  apple: 'apple',
  asana: 'asana-icon',
  atlassian: 'atlassian',
  basecamp: 'basecamp-icon',
  bitbucket: 'bitbucket',
  box: 'box',
  cloudflare: 'cloudflare-icon',
  digitalocean: 'digital-ocean-icon',
  discord: 'discord-icon',
  dropbox: 'dropbox',
  facebook: 'facebook',
  figma: 'figma',
  github: 'github-icon',
  gitlab: 'gitlab-icon',
  google: 'google-icon',
  hubspot: 'hubspot',
  'hugging-face': 'hugging-face-icon',
  instagram: 'instagram-icon',
  linear: 'linear-icon',
  linkedin: 'linkedin-icon',
  microsoft: 'microsoft-icon',
  notion: 'notion-icon',
  okta: 'okta-icon',
  paypal: 'paypal',
  salesforce: 'salesforce',
  sentry: 'sentry-icon',
  sharepoint: 'microsoft-icon',
  shopify: 'shopify',
  slack: 'slack-icon',
  soundcloud: 'soundcloud',
  spotify: 'spotify-icon',
  stripe: 'stripe',
  tumblr: 'tumblr-icon',
  twitch: 'twitch',
  twitter: 'x',
  wordpress: 'wordpress-icon',
  xero: 'xero',
  yahoo: 'yahoo',
  zendesk: 'zendesk-icon',
  zoom: 'zoom-icon',
};

/** The picture of a logo, as a file of its own. */
export function drawing(logo) {
  const { body, width = set.width, height = set.height } = set.icons[logo];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${body}</svg>\n`;
}

/** The marks that are there, by key. */
export const drawn = () => readdirSync(folder).map((file) => file.replace(/\.svg$/, ''));

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const [key, logo] of Object.entries(logos)) {
    writeFileSync(new URL(`${key}.svg`, folder), drawing(logo));
  }
}
