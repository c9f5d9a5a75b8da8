export function idsOf(source: string): string[];
export function typeOf(ids: string[]): string;
export const windowCatalogue: URL;
export const typeFile: URL;
