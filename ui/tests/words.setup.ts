import { readFile } from 'node:fs/promises';

import { loadWords } from '../src/text';

// There is no server to fetch from: the words are read where they lie.
if (!(await loadWords((address) => readFile(address.replace(/^\/@fs/, ''), 'utf8')))) {
  throw new Error('The words cannot be read.');
}
