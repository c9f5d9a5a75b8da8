export const folder: URL;
export const logos: Record<string, string>;
export function drawing(logo: string): string;
export function drawn(): string[];
