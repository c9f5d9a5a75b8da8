/** One component that is shipped with the program. */
type Licence = {
  name: string;
  version: string;
  licence: string;
  /** Where no text says who. */
  authors?: string[];
  /** The place of its text in the table. */
  text: number | null;
};

/** What is shipped, and the texts of its licences, each once. */
export type Licences = { packages: Licence[]; texts: string[] };

const NONE: Licences = { packages: [], texts: [] };

const isLicences = (value: unknown): value is Licences =>
  typeof value === 'object' && value !== null && 'packages' in value && 'texts' in value;

/** What is shipped, and under which licence. Empty where the build has no list. */
export async function readLicences(): Promise<Licences> {
  const response = await fetch('licences.json');
  // A missing file may be answered by the page itself.
  if (!response.ok || !/json/.test(response.headers.get('content-type') ?? '')) return NONE;
  const list: unknown = await response.json();
  return isLicences(list) ? list : NONE;
}
