/** The sheets that can be opened on every screen. */
export type SheetName =
  'preferences' | 'about' | 'shortcuts' | 'doctor' | 'profile' | 'removeProfile';

let shown = $state<SheetName | null>(null);

/** Somebody is being led through a first sign-in: what works is shown after it. */
let leading = false;

export const shownSheet = (): SheetName | null => shown;

export function lead(): void {
  leading = true;
}

/** The way led to the accounts: its last step. */
export function arrive(): void {
  if (leading) shown = 'doctor';
  leading = false;
}

export function showSheet(name: SheetName | null): void {
  shown = name;
}
