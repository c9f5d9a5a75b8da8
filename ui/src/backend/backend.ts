import type { FailureView, ReturnPath, Snapshot } from './contract';

/**
 * What the window may ask of the program. Every request is answered by "taken" (it resolves) or by
 * a {@link FailureView} (it rejects); what came of it arrives with the next snapshot.
 */
export interface Backend {
  watch(onSnapshot: (snapshot: Snapshot) => void): Promise<void>;
  ready(): Promise<void>;

  useTenant(domain: string, clientId: string): Promise<void>;
  tryDemo(): Promise<void>;
  forgetTenant(): Promise<void>;

  signIn(): Promise<void>;
  openSignInAgain(): Promise<void>;
  copySignInLink(): Promise<void>;
  cancelSignIn(): Promise<void>;
  signOut(inBrowserToo: boolean): Promise<void>;
  keepPerson(): Promise<void>;
  switchPerson(): Promise<void>;

  confirmIdentity(): Promise<void>;
  giveUpConfirmation(): Promise<void>;

  connect(connection: string): Promise<void>;
  openAgain(attempt: string): Promise<void>;
  copyLink(attempt: string): Promise<void>;
  cancelAttempt(attempt: string): Promise<void>;
  disconnect(account: string, openRevokePage: boolean): Promise<void>;
  openRevokePage(connection: string): Promise<void>;
  checkAccount(account: string): Promise<void>;

  refresh(): Promise<void>;
  useReturnPath(path: ReturnPath): Promise<void>;
  retryKeychain(): Promise<void>;
  dismissNotice(id: number): Promise<void>;
  dismissFailure(connectionOrAccount: string): Promise<void>;
  copyText(text: string): Promise<void>;
}

/** True for what a request is refused with, as opposed to a defect on the way to the program. */
export function isFailure(reason: unknown): reason is FailureView {
  return typeof reason === 'object' && reason !== null && 'diagnosis' in reason && 'turn' in reason;
}
