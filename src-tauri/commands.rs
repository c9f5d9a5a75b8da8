//! One short function for each request that the window may make. They carry no data back: all that
//! the window shows comes in the snapshots of [`watch`].
//!
//! `permissions/requests.toml` lists the same names; the window may call nothing else.

#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands its arguments over"
)]

use accounts::view::{FailureView, ReturnPath, Snapshot};
use accounts::{App, Request};
use tauri::ipc::{Channel, Invoke};
use tauri::{AppHandle, State, Wry};
use tauri_plugin_clipboard_manager::ClipboardExt;

use crate::window;

type Taken = Result<(), FailureView>;

pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        watch,
        ready,
        use_tenant,
        try_demo,
        forget_tenant,
        sign_in,
        cancel_sign_in,
        copy_sign_in_link,
        open_sign_in_again,
        connect,
        open_again,
        copy_link,
        cancel_attempt,
        confirm_identity,
        give_up_confirmation,
        keep_person,
        switch_person,
        check_account,
        disconnect,
        open_revoke_page,
        refresh,
        dismiss_notice,
        dismiss_failure,
        sign_out,
        retry_keychain,
        use_return_path,
        copy_text,
    ]
}

/// Sends the present snapshot and every later one, until the window goes.
#[tauri::command]
fn watch(app: State<'_, App>, channel: Channel<Snapshot>) {
    let mut snapshots = app.snapshots();
    tauri::async_runtime::spawn(async move {
        loop {
            let snapshot = snapshots.borrow_and_update().clone();
            let sent = channel.send(snapshot);
            if sent.is_err() || snapshots.changed().await.is_err() {
                return;
            }
        }
    });
}

/// The window is painted.
#[tauri::command]
fn ready(app: AppHandle) {
    window::show(&app);
}

#[tauri::command]
fn use_tenant(app: State<'_, App>, domain: String, client_id: String) -> Taken {
    app.take(Request::UseTenant { domain, client_id })
}

#[tauri::command]
fn try_demo(app: State<'_, App>) -> Taken {
    app.take(Request::TryDemo)
}

#[tauri::command]
fn forget_tenant(app: State<'_, App>) -> Taken {
    app.take(Request::ForgetTenant)
}

#[tauri::command]
fn sign_in(app: State<'_, App>) -> Taken {
    app.take(Request::SignIn)
}

#[tauri::command]
fn cancel_sign_in(app: State<'_, App>) -> Taken {
    app.take(Request::CancelSignIn)
}

#[tauri::command]
fn copy_sign_in_link(app: State<'_, App>) -> Taken {
    app.take(Request::CopySignInLink)
}

#[tauri::command]
fn open_sign_in_again(app: State<'_, App>) -> Taken {
    app.take(Request::OpenSignInAgain)
}

#[tauri::command]
fn connect(app: State<'_, App>, connection: String) -> Taken {
    app.take(Request::Connect { connection })
}

#[tauri::command]
fn open_again(app: State<'_, App>, attempt: String) -> Taken {
    app.take(Request::OpenAgain { attempt })
}

#[tauri::command]
fn copy_link(app: State<'_, App>, attempt: String) -> Taken {
    app.take(Request::CopyLink { attempt })
}

#[tauri::command]
fn cancel_attempt(app: State<'_, App>, attempt: String) -> Taken {
    app.take(Request::CancelAttempt { attempt })
}

#[tauri::command]
fn confirm_identity(app: State<'_, App>) -> Taken {
    app.take(Request::ConfirmIdentity)
}

#[tauri::command]
fn give_up_confirmation(app: State<'_, App>) -> Taken {
    app.take(Request::GiveUpConfirmation)
}

#[tauri::command]
fn keep_person(app: State<'_, App>) -> Taken {
    app.take(Request::KeepPerson)
}

#[tauri::command]
fn switch_person(app: State<'_, App>) -> Taken {
    app.take(Request::SwitchPerson)
}

#[tauri::command]
fn check_account(app: State<'_, App>, account: String) -> Taken {
    app.take(Request::CheckAccount { account })
}

#[tauri::command]
fn disconnect(app: State<'_, App>, account: String, open_revoke_page: bool) -> Taken {
    app.take(Request::Disconnect {
        account,
        open_revoke_page,
    })
}

#[tauri::command]
fn open_revoke_page(app: State<'_, App>, connection: String) -> Taken {
    app.take(Request::OpenRevokePage { connection })
}

#[tauri::command]
fn refresh(app: State<'_, App>) -> Taken {
    app.take(Request::Refresh)
}

#[tauri::command]
fn dismiss_notice(app: State<'_, App>, id: u32) -> Taken {
    app.take(Request::DismissNotice { id })
}

#[tauri::command]
fn dismiss_failure(app: State<'_, App>, connection_or_account: String) -> Taken {
    app.take(Request::DismissFailure {
        of: connection_or_account,
    })
}

#[tauri::command]
fn sign_out(app: State<'_, App>, in_browser_too: bool) -> Taken {
    app.take(Request::SignOut {
        in_browser: in_browser_too,
    })
}

#[tauri::command]
fn retry_keychain(app: State<'_, App>) -> Taken {
    app.take(Request::RetryKeychain)
}

#[tauri::command]
fn use_return_path(app: State<'_, App>, path: ReturnPath) -> Taken {
    app.take(Request::UseReturnPath { path })
}

/// Puts a text of the window on the clipboard: an id, or words for an administrator.
#[tauri::command]
fn copy_text(app: AppHandle, text: String) {
    if let Err(error) = app.clipboard().write_text(text) {
        tracing::warn!(%error, "nothing was copied");
    }
}
