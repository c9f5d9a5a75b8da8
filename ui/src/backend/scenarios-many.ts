import type { AccountView, Snapshot } from './contract';
import type { Fake } from './fake-program';
import { account, accountsScreen, inSeconds, known, provider, snapshot } from './fixtures';

const ACCOUNTS = 1000;
const PROVIDERS = 60;
const ATTENTION = 40;
const HOUR_SECONDS = 60 * 60;

const kinds = Object.values(known);
/** Of a kind that is there, under a name of its own. */
function numbered(number: number): (typeof kinds)[number] {
  const kind = kinds[number % kinds.length] ?? known.google;
  return {
    ...kind,
    connection: `${kind.connection}-${number}`,
    provider: `${kind.provider} ${number}`,
  };
}

/** Half of the providers have accounts, the others could have some. */
const held = Array.from({ length: PROVIDERS / 2 }, (_, number) => numbered(number));
const free = Array.from({ length: PROVIDERS / 2 }, (_, number) => numbered(number + PROVIDERS / 2));

function nth(number: number, hours: number): AccountView {
  const changes = {
    siblings: 32,
    connectedAt: inSeconds(-HOUR_SECONDS * (number + hours)),
    ...(number < ATTENTION && { state: { kind: 'ended' as const, at: inSeconds(-HOUR_SECONDS) } }),
  };
  return account(held[number % held.length] ?? known.google, `cac_many${number}`, changes);
}

/** As many as anybody will have. Another number of hours changes a word in each row. */
function many(hours: number): Snapshot {
  const accounts = Array.from({ length: ACCOUNTS }, (_, number) => nth(number, hours));
  return snapshot(
    accountsScreen({
      attention: accounts.slice(0, ATTENTION),
      connected: accounts.slice(ATTENTION),
      available: free.map((of) => provider(of)),
      connectable: held.map((of) => provider(of)),
    }),
  );
}

export const crowds: Record<string, () => Snapshot> = {
  many: () => many(0),
  'many-later': () => many(1),
};

/** The benchmark asks for another one by its name; it comes as JSON, like the program's. */
export function takeCrowds(fake: Fake): void {
  addEventListener('message', ({ data }: MessageEvent<{ scenario: string }>) => {
    const sent = JSON.stringify(crowds[data.scenario]?.());
    performance.mark('snapshot');
    fake.change(JSON.parse(sent) as Partial<Snapshot>);
  });
}
