/** The sheets that can be opened on every screen. */
export type SheetName =
  | 'preferences'
  | 'about'
  | 'shortcuts'
  | 'doctor'
  | 'profile'
  | 'removeProfile'
  | 'setUp'
  | 'report';

let shown = $state<SheetName | null>(null);
let setUpDomain = $state('');

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

/** The domain that the steps of a set-up are for, as far as one was typed. */
export const domainToSetUp = (): string => setUpDomain;

export function showSetUp(domain: string): void {
  setUpDomain = domain;
  shown = 'setUp';
}

export function showSheet(name: SheetName | null): void {
  shown = name;
}
