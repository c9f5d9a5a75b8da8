import { readFileSync, writeFileSync } from 'node:fs';

import { FluentResource } from '@fluent/bundle';

/** The ids of a catalogue, each attribute as `id.attribute`. */
export function idsOf(source) {
  return new FluentResource(source).body
    .filter((entry) => !entry.id.startsWith('-'))
    .flatMap((entry) => [
      ...(entry.value === null ? [] : [entry.id]),
      ...Object.keys(entry.attributes).map((name) => `${entry.id}.${name}`),
    ]);
}

/** The TypeScript type of the window's ids. */
export function typeOf(ids) {
  const lines = ids.map((id) => `  | '${id}'`).join('\n');
  return `// Made from text/en/mooring.ftl by \`npm run text\`.\nexport type TextId =\n${lines};\n`;
}

export const windowCatalogue = new URL('../../text/en/mooring.ftl', import.meta.url);
export const typeFile = new URL('../src/text-ids.ts', import.meta.url);

if (process.argv[1] === new URL(import.meta.url).pathname) {
  writeFileSync(typeFile, typeOf(idsOf(readFileSync(windowCatalogue, 'utf8'))));
}
