import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import type {
  AccountView,
  PermissionGroupView,
  PermissionView,
  ProposalView,
  ProviderView,
  Snapshot,
  Wish,
} from './backend/contract';

const flat = (groups: PermissionGroupView[]): PermissionView[] =>
  groups.flatMap((group) => group.permissions);

/** What a person says of a connect before it begins. */
export class Choice {
  /** All that the tenant offers, or only what is ticked. */
  all = $state(true);
  hint = $state('');
  nickname = $state('');
  readonly #ticked = new SvelteSet<string>();
  readonly #first: readonly string[];

  constructor(ticked: PermissionView[]) {
    for (const { scope } of ticked) this.#ticked.add(scope);
    this.#first = [...this.#ticked];
  }

  /** Whether a person said something that is not its beginning. */
  isTouched(): boolean {
    const same = this.#first.every((scope) => this.#ticked.has(scope));
    const more = this.#ticked.size > this.#first.length;
    return !same || more || this.hint !== '' || this.nickname !== '';
  }

  isTicked({ scope, required }: PermissionView): boolean {
    return required || this.#ticked.has(scope);
  }

  tick(scope: string, on: boolean): void {
    if (on) this.#ticked.add(scope);
    else this.#ticked.delete(scope);
  }

  scopesOf(provider: ProviderView): string[] {
    if (this.all) return provider.scopes;
    const ticked = flat(provider.permissions).filter((it) => this.isTicked(it));
    return provider.scopes.filter((scope) => ticked.some((it) => it.scope === scope));
  }
}

/** Everything is ticked until the person takes something away. */
export const freshChoice = (provider: ProviderView): Choice =>
  new Choice(flat(provider.permissions));

/** What a link proposes is ticked. Where it says nothing of permissions, all of them are. */
export function proposedChoice(provider: ProviderView, proposal: ProposalView): Choice {
  const isProposed = ({ scope }: PermissionView) => proposal.scopes.includes(scope);
  const choice = new Choice(flat(provider.permissions).filter(isProposed));
  choice.all = provider.scopes.every((scope) => proposal.scopes.includes(scope));
  return choice;
}

/** What the account has is ticked. A provider may name a scope otherwise than it was asked for. */
export function grantedChoice(provider: ProviderView, account: AccountView): Choice {
  const granted = flat(account.permissions);
  const isGranted = ({ scope, words }: PermissionView) =>
    granted.some((it) => it.scope === scope || (words !== null && it.words === words));
  const choice = new Choice(flat(provider.permissions).filter(isGranted));
  choice.all = false;
  return choice;
}

/** Whether there is anything that can be left out. */
export const isChoosable = (provider: ProviderView): boolean =>
  flat(provider.permissions).some(({ required }) => !required);

/** To ask for nothing would mean to ask for all. */
export const asksNothing = (choice: Choice, provider: ProviderView): boolean =>
  !choice.all && choice.scopesOf(provider).length === 0;

const said = (text: string) => (text.trim() === '' ? null : text.trim());

/** Of an account that stays, no scopes would mean those of before. */
export function wishOf(
  choice: Choice,
  provider: ProviderView,
  account: AccountView | null = null,
): Wish {
  return {
    connection: provider.connection,
    account: account?.id ?? null,
    scopes: choice.all && account === null ? [] : choice.scopesOf(provider),
    hint: said(choice.hint),
    nickname: said(choice.nickname),
  };
}

const drafts = new SvelteMap<string, Choice>();
let draftsOf = '';
/** The proposal that a draft was begun with last. */
let begunWith: number | null = null;

function personOf(snapshot: Snapshot | null): string {
  const screen = snapshot?.screen;
  const person = screen?.kind === 'accounts' ? screen.person : null;
  return JSON.stringify([snapshot?.tenant?.domain, person?.email, person?.name]);
}

/** What was chosen and not connected yet, so that a failed attempt can begin again with it. */
export function draft(
  provider: ProviderView,
  snapshot: Snapshot | null,
  proposal: ProposalView | null = null,
): Choice {
  const person = personOf(snapshot);
  if (person !== draftsOf) drafts.clear();
  draftsOf = person;
  if (proposal !== null && proposal.id !== begunWith) {
    begunWith = proposal.id;
    drafts.set(provider.connection, proposedChoice(provider, proposal));
  }
  const choice = drafts.get(provider.connection) ?? freshChoice(provider);
  drafts.set(provider.connection, choice);
  return choice;
}

/** Whether something was chosen that is not connected yet. */
export const hasDrafts = (): boolean => [...drafts.values()].some((choice) => choice.isTouched());

/** It was connected: the next one begins anew. */
export const forgetDraft = (connection: string): boolean => drafts.delete(connection);
