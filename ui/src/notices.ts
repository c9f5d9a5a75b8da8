import type { FailureView, NoticeView, Snapshot } from './backend/contract';
import type { Refusal } from './store.svelte';
import { t } from './text';

/** How a notice looks: what it says, and what can be done from it. */
export type NoticeFace = {
  /** Null for a refusal, which the window itself keeps. */
  id: number | null;
  mood: 'done' | 'told' | 'trouble';
  /** Absent where the failure's own words say it. */
  words: string | null;
  more: string | null;
  failure: FailureView | null;
  /** It asks for nothing and may leave by itself. */
  passing: boolean;
};

const plainFace = { words: null, more: null, failure: null, passing: false };

/** Refusals that a view shows in its own place. */
const SHOWN_ELSEWHERE = new Set(['useTenant', 'checkTenant']);

export function facesOf(snapshot: Snapshot | null, refusal: Refusal | null): NoticeFace[] {
  const faces = (snapshot?.notices ?? []).map(faceOf);
  if (refusal === null || (refusal.failure !== null && SHOWN_ELSEWHERE.has(refusal.request)))
    return faces;
  return [...faces, refusalFace(refusal)];
}

function refusalFace({ failure }: Refusal): NoticeFace {
  const face = { ...plainFace, id: null, mood: 'trouble' as const, failure };
  if (failure !== null) return face;
  return { ...face, words: t('notice-no-answer'), more: t('notice-no-answer-text') };
}

function faceOf({ id, news }: NoticeView): NoticeFace {
  const face = { ...plainFace, id };
  switch (news.kind) {
    case 'connected': {
      const words = t('notice-connected', { provider: news.provider });
      return { ...face, mood: 'done', words, passing: true };
    }
    case 'changedElsewhere':
      return { ...face, mood: 'told', words: elsewhere(news) };
    case 'updateAvailable': {
      const words = t('notice-update-available', { version: news.version });
      return { ...face, mood: 'told', words, more: t('notice-update-available-text') };
    }
    case 'nothingPasted':
      return { ...face, mood: 'told', words: t('notice-nothing-pasted') };
    case 'linkCopied':
      return { ...face, mood: 'done', words: t('notice-link-copied'), passing: true };
    case 'unknownLink':
      return { ...face, mood: 'told', words: t('notice-unknown-link') };
    case 'malformedLink':
      return { ...face, mood: 'told', words: t('notice-malformed-link') };
    case 'unknownProposal': {
      const words = t('notice-unknown-proposal', { connection: news.connection });
      return { ...face, mood: 'told', words, more: t('notice-unknown-proposal-text') };
    }
    case 'runsAsRoot':
      return { ...face, mood: 'told', words: t('notice-root'), more: t('notice-root-text') };
    case 'linksElsewhere': {
      const words = t('notice-links-elsewhere', { program: news.program });
      return { ...face, mood: 'told', words, more: t('notice-links-elsewhere-text') };
    }
    case 'revocationFailed': {
      const { failure } = news;
      return { ...face, mood: 'trouble', words: t('notice-revocation-failed'), failure };
    }
    case 'failed':
      return { ...face, mood: 'trouble', failure: news.failure };
  }
}

type Elsewhere = Extract<NoticeView['news'], { kind: 'changedElsewhere' }>;

function elsewhere({ connected, disconnected, provider }: Elsewhere): string {
  const facts = { connected, disconnected, provider: provider ?? '' };
  if (provider === null || connected + disconnected > 1)
    return t('notice-changed-elsewhere', facts);
  return t(connected > 0 ? 'notice-connected-elsewhere' : 'notice-disconnected-elsewhere', facts);
}
