import type {
  FailureView,
  Language,
  Preference,
  ProfileEdit,
  ProfileForm,
  ReturnPath,
  Snapshot,
  Wish,
} from './contract';

/**
 * What the window may ask of the program. Every request is answered by "taken" (it resolves) or by
 * a {@link FailureView} (it rejects); what came of it arrives with the next snapshot.
 */
export interface Backend {
  watch(onSnapshot: (snapshot: Snapshot) => void): Promise<void>;
  /** The page has its first picture; the window is shown with it. */
  ready(): Promise<void>;
  /** The page was painted on the screen. */
  painted(): Promise<void>;

  checkTenant(domain: string): Promise<void>;
  useTenant(form: ProfileForm): Promise<void>;
  tryDemo(): Promise<void>;

  addProfile(): Promise<void>;
  changeProfile(): Promise<void>;
  switchProfile(profile: string): Promise<void>;
  editProfile(profile: string, edit: ProfileEdit): Promise<void>;
  removeProfile(profile: string): Promise<void>;

  signIn(): Promise<void>;
  openSignInAgain(): Promise<void>;
  copySignInLink(): Promise<void>;
  cancelSignIn(): Promise<void>;
  signOut(inBrowserToo: boolean): Promise<void>;
  keepPerson(): Promise<void>;
  switchPerson(): Promise<void>;

  confirmIdentity(): Promise<void>;
  giveUpConfirmation(): Promise<void>;

  connect(wish: Wish): Promise<void>;
  openAgain(attempt: string): Promise<void>;
  copyLink(attempt: string): Promise<void>;
  cancelAttempt(attempt: string): Promise<void>;
  useOtherWay(attempt: string): Promise<void>;
  /** Takes the address from the clipboard itself: it never passes the window. */
  pasteAddress(): Promise<void>;

  rename(account: string, nickname: string): Promise<void>;
  seeAccount(account: string): Promise<void>;
  leavePermissions(account: string): Promise<void>;
  disconnect(accounts: string[], openRevokePage: boolean): Promise<void>;
  undoDisconnect(removal: number): Promise<void>;
  openRemovedPage(account: string): Promise<void>;
  tickRemoved(account: string): Promise<void>;
  reconnectRemoved(account: string): Promise<void>;
  checkAccount(account: string): Promise<void>;

  /** What a link proposed is not wanted. */
  dropProposal(): Promise<void>;

  refresh(): Promise<void>;
  useReturnPath(path: ReturnPath): Promise<void>;
  retryKeychain(): Promise<void>;
  keepInMemory(): Promise<void>;
  useLanguage(language: Language | null): Promise<void>;
  prefer(preference: Preference, on: boolean): Promise<void>;
  showAbout(): Promise<void>;
  hideAbout(): Promise<void>;
  lookForUpdate(): Promise<void>;
  installUpdate(): Promise<void>;
  openLogFolder(): Promise<void>;
  examine(): Promise<void>;
  closeDoctor(): Promise<void>;
  showSetUp(domain: string): Promise<void>;
  hideSetUp(): Promise<void>;
  showReport(): Promise<void>;
  saveReport(): Promise<void>;
  hideReport(): Promise<void>;
  dismissNotice(id: number): Promise<void>;
  dismissFailure(connectionOrAccount: string): Promise<void>;
  copyText(text: string): Promise<void>;
}

/** True for what a request is refused with, as opposed to a defect on the way to the program. */
export function isFailure(reason: unknown): reason is FailureView {
  return typeof reason === 'object' && reason !== null && 'diagnosis' in reason && 'turn' in reason;
}
