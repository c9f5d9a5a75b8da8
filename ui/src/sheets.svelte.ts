/** The sheets that can be opened on every screen. */
export type SheetName = 'preferences' | 'about' | 'shortcuts' | 'doctor' | 'report';

let shown = $state<SheetName | null>(null);

export const shownSheet = (): SheetName | null => shown;

export function showSheet(name: SheetName | null): void {
  shown = name;
}
