import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const namesIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, name]) => name).sort();

const permissions = read('../../../src-tauri/permissions/requests.toml');
const [, list = ''] = /commands\.allow = \[([^\]]*)\]/.exec(permissions) ?? [];
const allowed = namesIn(list, /"(\w+)"/g);

it('asks for nothing that the window may not ask for', () => {
  const asked = namesIn(read('tauri.ts'), /invoke\('(\w+)'/g);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((name) => !allowed.includes(name))).toEqual([]);
});

it('may ask for what the program answers, each by its name, and for nothing else', () => {
  const commands = read('../../../src-tauri/commands.rs');
  const [, handled = ''] = /generate_handler!\[([^\]]*)\]/.exec(commands) ?? [];
  const answered = namesIn(handled, /(\w+)\s*(?:,|$)/g);
  expect(answered.length).toBeGreaterThan(20);
  expect(allowed).toEqual(answered);
  expect(permissions.match(/^\[.*|^\w+(?=\.?\w* =)/gm)).toEqual([
    '[[permission]]',
    'identifier',
    'description',
    'commands',
  ]);
});

it('has one capability, which grants that list to the one window', () => {
  const { app } = JSON.parse(read('../../../tauri.conf.json')) as {
    app: { security: { capabilities: unknown[] } };
  };
  expect(app.security.capabilities).toEqual([
    {
      identifier: 'main',
      description: expect.any(String) as string,
      windows: ['main'],
      permissions: ['requests'],
    },
  ]);
  // A folder of capabilities would be read beside the list.
  for (const folder of ['../../../capabilities', '../../../src-tauri/capabilities'])
    expect(existsSync(fileURLToPath(new URL(folder, import.meta.url)))).toBe(false);
});
