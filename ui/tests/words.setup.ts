import { readFile } from 'node:fs/promises';

import { vi } from 'vitest';

import { speak } from '../src/text';

vi.stubGlobal('navigator', { language: 'en-GB', platform: 'Linux x86_64' });

// There is no server to fetch from: the words are read where they lie.
if (!(await speak('en', (address) => readFile(address.replace(/^\/@fs/, ''), 'utf8')))) {
  throw new Error('The words cannot be read.');
}
