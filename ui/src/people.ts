import type { PersonView } from './backend/contract';

/** What two people are called so that they can be told apart: by e-mail where the names are one. */
export function namesOf(before: PersonView, now: PersonView): { before: string; now: string } {
  if (before.name !== now.name) return { before: before.name, now: now.name };
  return { before: before.email ?? before.name, now: now.email ?? now.name };
}

/** What else is known of a person, in its order, without what their name says already. */
export function linesOf({ name, email, organization }: PersonView): string[] {
  return [email, organization].filter((line) => line !== null && line !== name) as string[];
}
