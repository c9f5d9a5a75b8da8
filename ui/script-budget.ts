import { gzipSync } from 'node:zlib';

import type { Plugin } from 'vite';

const BUDGET_BYTES = 90_000;

/** Fails a build whose script, all files together, is larger than it may be. */
export function scriptBudget(): Plugin {
  return {
    name: 'script-budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      let bytes = 0;
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        // Only the browser tests have it.
        if (file.facadeModuleId?.endsWith('/backend/fake.ts')) continue;
        bytes += gzipSync(file.code).length;
      }
      const said = `script: ${kilobytes(bytes)} of ${kilobytes(BUDGET_BYTES)} kB gzip`;
      if (bytes > BUDGET_BYTES) this.error(`${said}: over the budget`);
      this.info(said);
    },
  };
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
