import type {
  AccountsView,
  PreferencesView,
  ProfileView,
  ReportView,
  Screen,
  Snapshot,
  TenantView,
} from './contract';
import { notice, tenant } from './fixtures';

const SHORT_MILLISECONDS = 500;
export const CONSENT_MILLISECONDS = 30_000;

/** A program without an outside: it plays a scenario on, request by request. */
export class Fake {
  #snapshot: Snapshot;
  #show: (snapshot: Snapshot) => void = () => undefined;
  #notices = 10;
  #attempts = 10;

  constructor(start: Snapshot) {
    this.#snapshot = start;
  }

  watch(show: (snapshot: Snapshot) => void) {
    this.#show = show;
    show(this.#snapshot);
  }

  change(changes: Partial<Snapshot>) {
    this.#snapshot = { ...this.#snapshot, ...changes, revision: this.#snapshot.revision + 1 };
    this.#show(this.#snapshot);
  }

  screen(screen: Screen) {
    this.change({ screen });
  }

  lists(update: (view: AccountsView) => Partial<AccountsView>) {
    const { screen } = this.#snapshot;
    if (screen.kind === 'accounts') this.screen({ ...screen, ...update(screen) });
  }

  later(step: () => void, milliseconds = SHORT_MILLISECONDS) {
    setTimeout(step, milliseconds);
  }

  /** What was proposed is being connected, or is not wanted. */
  dropProposal(of?: string) {
    if (of === undefined || this.#snapshot.proposal?.connection === of)
      this.change({ proposal: null });
  }

  tell(news: Parameters<typeof notice>[1]) {
    this.#notices += 1;
    this.change({ notices: [...this.#snapshot.notices, notice(this.#notices, news)] });
  }

  withoutNotice(id: number) {
    this.change({ notices: this.#snapshot.notices.filter((it) => it.id !== id) });
  }

  choose(chosen: TenantView | null) {
    this.change({ tenant: chosen });
  }

  get current(): Screen {
    return this.#snapshot.screen;
  }

  get report(): ReportView | null {
    return this.#snapshot.report;
  }

  get tenant(): TenantView {
    return this.#snapshot.tenant ?? tenant;
  }

  attemptNumber(): number {
    this.#attempts += 1;
    return this.#attempts;
  }

  attemptId(): string {
    return `attempt-${this.attemptNumber()}`;
  }

  get profiles(): ProfileView[] {
    return this.#snapshot.profiles;
  }

  get preferences(): PreferencesView {
    return this.#snapshot.preferences;
  }
}
