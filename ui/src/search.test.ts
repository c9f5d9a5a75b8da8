import { describe, expect, it } from 'vitest';

import { account, accountsView, known, removed } from './backend/fixtures';
import { groupsOf, rowsOf, type Group } from './rows';
import { Search } from './search';

const one = account(known.notion, 'cac_1', { nickname: 'Wiki', hint: 'dana@acme.example' });
const notion = groupsOf(accountsView({ attention: [], connected: [one], available: [] }));

const keys = (groups: Group[]) => rowsOf(groups).map(({ key }) => key);

describe('the search', () => {
  it('finds by provider, whatever the case', () => {
    expect(keys(new Search(groupsOf(accountsView())).find(' GOOGLE '))).toHaveLength(2);
  });

  it('finds by nickname, hint and what an account may do', () => {
    const search = new Search(notion);
    for (const query of ['wiki', 'DANA@', 'ｗｉｋｉ', 'comments'])
      expect(keys(search.find(query)), query).toHaveLength(1);
    expect(search.find('calendar')).toEqual([]);
  });

  it('finds what was removed by its own words only', () => {
    const entry = removed(known.notion, 'cac_1');
    const groups = groupsOf(accountsView({ attention: [], connected: [], removed: [entry] }));
    const [, ...offered] = groups;
    expect(keys(new Search(groups).find('cac_1'))).toEqual(['removed:cac_1']);
    expect(new Search(groups).find('comments')).toEqual(new Search(offered).find('comments'));
  });

  it('gives all groups back for no words', () => {
    expect(new Search(notion).find(' ')).toBe(notion);
  });

  it('finds the same key by key as at once, on the way there and back', () => {
    const groups = groupsOf(accountsView());
    const typed = new Search(groups);
    for (const query of ['g', 'go', 'goo', 'o', 'goo', 'google', 'goog', 'googlex', '', 'l', 'e'])
      expect(keys(typed.find(query)), query).toEqual(keys(new Search(groups).find(query)));
  });
});
