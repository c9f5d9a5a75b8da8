import { Channel, invoke } from '@tauri-apps/api/core';

import type { Backend } from './backend';
import type { Snapshot } from './contract';

/** The real program behind the window. */
export const tauriBackend: Backend = {
  watch: (onSnapshot) => invoke('watch', { channel: new Channel<Snapshot>(onSnapshot) }),
  ready: () => invoke('ready'),

  useTenant: (domain, clientId) => invoke('use_tenant', { domain, clientId }),
  tryDemo: () => invoke('try_demo'),
  forgetTenant: () => invoke('forget_tenant'),

  signIn: () => invoke('sign_in'),
  openSignInAgain: () => invoke('open_sign_in_again'),
  copySignInLink: () => invoke('copy_sign_in_link'),
  cancelSignIn: () => invoke('cancel_sign_in'),
  signOut: (inBrowserToo) => invoke('sign_out', { inBrowserToo }),
  keepPerson: () => invoke('keep_person'),
  switchPerson: () => invoke('switch_person'),

  confirmIdentity: () => invoke('confirm_identity'),
  giveUpConfirmation: () => invoke('give_up_confirmation'),

  connect: (connection) => invoke('connect', { connection }),
  openAgain: (attempt) => invoke('open_again', { attempt }),
  copyLink: (attempt) => invoke('copy_link', { attempt }),
  cancelAttempt: (attempt) => invoke('cancel_attempt', { attempt }),
  disconnect: (account, openRevokePage) => invoke('disconnect', { account, openRevokePage }),
  openRevokePage: (connection) => invoke('open_revoke_page', { connection }),
  checkAccount: (account) => invoke('check_account', { account }),

  refresh: () => invoke('refresh'),
  useReturnPath: (path) => invoke('use_return_path', { path }),
  retryKeychain: () => invoke('retry_keychain'),
  dismissNotice: (id) => invoke('dismiss_notice', { id }),
  dismissFailure: (connectionOrAccount) => invoke('dismiss_failure', { connectionOrAccount }),
  copyText: (text) => invoke('copy_text', { text }),
};
