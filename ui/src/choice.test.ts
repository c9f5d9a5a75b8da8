import { describe, expect, it } from 'vitest';

import { account, known, proposal, provider, snapshot } from './backend/fixtures';
import {
  asksNothing,
  draft,
  forgetDraft,
  freshChoice,
  grantedChoice,
  isChoosable,
  proposedChoice,
  wishOf,
} from './choice.svelte';

describe('what a connect asks for', () => {
  const google = provider(known.google);
  const harbour = provider(known.harbour);

  it('is left to the tenant while all is chosen', () => {
    expect(wishOf(freshChoice(google), google)).toEqual({
      connection: 'google-oauth2',
      account: null,
      scopes: [],
      hint: null,
      nickname: null,
    });
  });

  it('is what is ticked, and what cannot be left out', () => {
    const choice = freshChoice(google);
    choice.all = false;
    for (const scope of google.scopes) choice.tick(scope, false);
    expect(wishOf(choice, google).scopes).toEqual(['email']);
    expect(asksNothing(choice, google)).toBe(false);
  });

  it('is never nothing, which would mean all', () => {
    const choice = freshChoice(harbour);
    for (const scope of harbour.scopes) choice.tick(scope, false);
    expect(asksNothing(choice, harbour)).toBe(false);
    choice.all = false;
    expect(asksNothing(choice, harbour)).toBe(true);
  });

  it('begins with what an account has, whatever its provider calls it', () => {
    const of = account(known.google, 'cac_1').permissions.find((it) => it.product === 'contacts');
    const renamed = (of?.permissions ?? []).map((it) => ({ ...it, scope: 'contacts' }));
    const granted = account(known.google, 'cac_1', {
      permissions: [{ product: 'contacts', permissions: renamed }],
    });
    expect(wishOf(grantedChoice(google, granted), google, granted)).toMatchObject({
      account: 'cac_1',
      scopes: ['email', 'https://www.googleapis.com/auth/contacts.readonly'],
    });
  });

  it('names every scope where an account is to have all', () => {
    const granted = account(known.google, 'cac_1', { permissions: [] });
    const choice = grantedChoice(google, granted);
    choice.all = true;
    expect(wishOf(choice, google, granted).scopes).toEqual(google.scopes);
  });

  it('has no empty names', () => {
    const choice = freshChoice(google);
    choice.hint = ' dana@acme.example ';
    choice.nickname = '  ';
    expect(wishOf(choice, google)).toMatchObject({ hint: 'dana@acme.example', nickname: null });
  });

  it('begins with what a link proposes, and what cannot be left out', () => {
    const scopes = ['email', 'https://www.googleapis.com/auth/gmail.send'];
    const choice = proposedChoice(google, proposal(known.google, { scopes }));
    expect(choice.all).toBe(false);
    expect(wishOf(choice, google).scopes).toEqual(scopes);
    expect(proposedChoice(google, proposal(known.google)).all).toBe(true);
    const nothing = proposedChoice(harbour, proposal(known.harbour, { scopes: [] }));
    expect(asksNothing(nothing, harbour)).toBe(true);
  });

  it('keeps what the person changed of a proposal until it is dropped', () => {
    const shown = snapshot({ kind: 'signedOut', failure: null });
    const proposed = proposal(known.google, { id: 7, scopes: ['email'] });
    const begun = draft(google, shown, proposed);
    begun.tick('https://www.googleapis.com/auth/gmail.send', true);
    expect(draft(google, shown, { ...proposed })).toBe(begun);
    expect(draft(google, shown)).toBe(begun);
    expect(draft(google, shown, { ...proposed, id: 8 })).not.toBe(begun);
    forgetDraft(google.connection);
    expect(draft(google, shown).all).toBe(true);
  });

  it('can be chosen only where something may be left out', () => {
    expect(isChoosable(google)).toBe(true);
    expect(isChoosable(provider({ ...known.google, allowed: [] }))).toBe(false);
  });
});
