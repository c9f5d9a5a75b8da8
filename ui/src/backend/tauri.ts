import { Channel, invoke } from '@tauri-apps/api/core';

import type { Backend } from './backend';
import type { Snapshot } from './contract';

/** The real program behind the window. */
export const tauriBackend: Backend = {
  watch: (onSnapshot) => invoke('watch', { channel: new Channel<Snapshot>(onSnapshot) }),
  ready: () => invoke('ready'),
  painted: () => invoke('painted'),

  checkTenant: (domain) => invoke('check_tenant', { domain }),
  useTenant: (form) => invoke('use_tenant', { form }),
  tryDemo: () => invoke('try_demo'),

  addProfile: () => invoke('add_profile'),
  changeProfile: () => invoke('change_profile'),
  switchProfile: (profile) => invoke('switch_profile', { profile }),
  editProfile: (profile, edit) => invoke('edit_profile', { profile, edit }),
  removeProfile: (profile) => invoke('remove_profile', { profile }),

  signIn: () => invoke('sign_in'),
  openSignInAgain: () => invoke('open_sign_in_again'),
  copySignInLink: () => invoke('copy_sign_in_link'),
  cancelSignIn: () => invoke('cancel_sign_in'),
  signOut: (inBrowserToo) => invoke('sign_out', { inBrowserToo }),
  keepPerson: () => invoke('keep_person'),
  switchPerson: () => invoke('switch_person'),

  confirmIdentity: () => invoke('confirm_identity'),
  giveUpConfirmation: () => invoke('give_up_confirmation'),

  connect: (wish) => invoke('connect', { wish }),
  openAgain: (attempt) => invoke('open_again', { attempt }),
  copyLink: (attempt) => invoke('copy_link', { attempt }),
  cancelAttempt: (attempt) => invoke('cancel_attempt', { attempt }),
  useOtherWay: (attempt) => invoke('use_other_way', { attempt }),
  pasteAddress: () => invoke('paste_address'),

  rename: (account, nickname) => invoke('rename', { account, nickname }),
  seeAccount: (account) => invoke('see_account', { account }),
  leavePermissions: (account) => invoke('leave_permissions', { account }),
  disconnect: (accounts, openRevokePage) => invoke('disconnect', { accounts, openRevokePage }),
  undoDisconnect: (removal) => invoke('undo_disconnect', { removal }),
  openRemovedPage: (account) => invoke('open_removed_page', { account }),
  tickRemoved: (account) => invoke('tick_removed', { account }),
  reconnectRemoved: (account) => invoke('reconnect_removed', { account }),
  checkAccount: (account) => invoke('check_account', { account }),

  dropProposal: () => invoke('drop_proposal'),

  refresh: () => invoke('refresh'),
  useReturnPath: (path) => invoke('use_return_path', { path }),
  retryKeychain: () => invoke('retry_keychain'),
  keepInMemory: () => invoke('keep_in_memory'),
  useLanguage: (language) => invoke('use_language', { language }),
  prefer: (preference, on) => invoke('prefer', { preference, on }),
  showAbout: () => invoke('show_about'),
  hideAbout: () => invoke('hide_about'),
  lookForUpdate: () => invoke('look_for_update'),
  installUpdate: () => invoke('install_update'),
  openLogFolder: () => invoke('open_log_folder'),
  examine: () => invoke('examine'),
  closeDoctor: () => invoke('close_doctor'),
  showSetUp: (domain) => invoke('show_set_up', { domain }),
  hideSetUp: () => invoke('hide_set_up'),
  showReport: () => invoke('show_report'),
  saveReport: () => invoke('save_report'),
  hideReport: () => invoke('hide_report'),
  dismissNotice: (id) => invoke('dismiss_notice', { id }),
  dismissFailure: (connectionOrAccount) => invoke('dismiss_failure', { connectionOrAccount }),
  copyText: (text) => invoke('copy_text', { text }),
};
