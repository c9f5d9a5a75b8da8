/** One component that is shipped with the program. */
export type Licence = {
  name: string;
  version: string;
  licence: string;
  authors?: string | string[];
  text?: string;
};

const isLicence = (entry: unknown): entry is Licence =>
  typeof entry === 'object' &&
  entry !== null &&
  ['name', 'version', 'licence'].every((key) => key in entry);

/** What is shipped, and under which licence. Empty where the build has no list. */
export async function readLicences(): Promise<Licence[]> {
  const response = await fetch('licences.json');
  // A missing file may be answered by the page itself.
  if (!response.ok || !/json/.test(response.headers.get('content-type') ?? '')) return [];
  const list: unknown = await response.json();
  return Array.isArray(list) ? list.filter(isLicence) : [];
}

export const authorsOf = ({ authors = [] }: Licence): string => [authors].flat().join(', ');
