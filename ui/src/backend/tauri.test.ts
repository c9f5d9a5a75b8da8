import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

it('asks for nothing that the window may not ask for', () => {
  const asked = [...read('tauri.ts').matchAll(/invoke\('(\w+)'/g)].map(([, name]) => name);
  const permissions = read('../../../src-tauri/permissions/requests.toml');
  const allowed = [...permissions.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((name) => !allowed.includes(name))).toEqual([]);
});
