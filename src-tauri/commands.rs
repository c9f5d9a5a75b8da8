//! One short function for each request that the window may make. They carry no data back: all that
//! the window shows comes in the snapshots of [`watching`].
//!
//! `permissions/requests.toml` lists the same names; the window may call nothing else.

#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands its arguments over"
)]

mod watching;

use accounts::view::{FailureView, Language, ReturnPath};
use accounts::{App, Preference, ProfileEdit, ProfileForm, Request, Wish};
use system::folders::Folders;
use tauri::ipc::Invoke;
use tauri::{AppHandle, Manager, State, Wry};

pub(crate) use self::watching::Watching;
use crate::browser;
use crate::clipboard::Clipboard;

type Taken = Result<(), FailureView>;

pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        watching::watch,
        watching::ready,
        watching::painted,
        check_tenant,
        use_tenant,
        try_demo,
        add_profile,
        change_profile,
        switch_profile,
        edit_profile,
        remove_profile,
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
        use_other_way,
        paste_address,
        rename,
        see_account,
        leave_permissions,
        disconnect,
        undo_disconnect,
        open_removed_page,
        tick_removed,
        reconnect_removed,
        drop_proposal,
        refresh,
        dismiss_notice,
        dismiss_failure,
        sign_out,
        retry_keychain,
        keep_in_memory,
        use_language,
        prefer,
        show_about,
        hide_about,
        look_for_update,
        install_update,
        open_log_folder,
        examine,
        close_doctor,
        show_set_up,
        hide_set_up,
        show_report,
        save_report,
        hide_report,
        use_return_path,
        copy_text,
    ]
}

#[tauri::command]
fn check_tenant(app: State<'_, App>, domain: String) -> Taken {
    app.take(Request::CheckTenant { domain })
}

#[tauri::command]
fn use_tenant(app: State<'_, App>, form: ProfileForm) -> Taken {
    app.take(Request::UseTenant(form))
}

#[tauri::command]
fn try_demo(app: State<'_, App>) -> Taken {
    app.take(Request::TryDemo)
}

#[tauri::command]
fn add_profile(app: State<'_, App>) -> Taken {
    app.take(Request::AddProfile)
}

#[tauri::command]
fn change_profile(app: State<'_, App>) -> Taken {
    app.take(Request::ChangeProfile)
}

#[tauri::command]
fn switch_profile(app: State<'_, App>, profile: String) -> Taken {
    app.take(Request::SwitchProfile { profile })
}

#[tauri::command]
fn edit_profile(app: State<'_, App>, profile: String, edit: ProfileEdit) -> Taken {
    app.take(Request::EditProfile { profile, edit })
}

#[tauri::command]
fn remove_profile(app: State<'_, App>, profile: String) -> Taken {
    app.take(Request::RemoveProfile { profile })
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
fn connect(app: State<'_, App>, wish: Wish) -> Taken {
    app.take(Request::Connect(wish))
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
fn use_other_way(app: State<'_, App>, attempt: String) -> Taken {
    app.take(Request::UseOtherWay { attempt })
}

/// Takes in the address on the clipboard, so that its code never passes the window. Not on the thread
/// of the window: the clipboard may be the web view's own, and it must answer.
#[tauri::command(async)]
fn paste_address(app: State<'_, App>, handle: AppHandle) -> Taken {
    let text = handle.state::<Clipboard>().read().unwrap_or_else(|error| {
        tracing::info!(%error, "nothing was pasted");
        String::new()
    });
    app.paste(&text)
}

#[tauri::command]
fn rename(app: State<'_, App>, account: String, nickname: String) -> Taken {
    app.take(Request::Rename { account, nickname })
}

#[tauri::command]
fn see_account(app: State<'_, App>, account: String) -> Taken {
    app.take(Request::SeeAccount { account })
}

#[tauri::command]
fn leave_permissions(app: State<'_, App>, account: String) -> Taken {
    app.take(Request::LeavePermissions { account })
}

#[tauri::command]
fn disconnect(app: State<'_, App>, accounts: Vec<String>, open_revoke_page: bool) -> Taken {
    app.take(Request::Disconnect {
        accounts,
        open_revoke_page,
    })
}

#[tauri::command]
fn undo_disconnect(app: State<'_, App>, removal: u32) -> Taken {
    app.take(Request::UndoDisconnect { removal })
}

#[tauri::command]
fn open_removed_page(app: State<'_, App>, account: String) -> Taken {
    app.take(Request::OpenRemovedPage { account })
}

#[tauri::command]
fn tick_removed(app: State<'_, App>, account: String) -> Taken {
    app.take(Request::TickRemoved { account })
}

#[tauri::command]
fn reconnect_removed(app: State<'_, App>, account: String) -> Taken {
    app.take(Request::ReconnectRemoved { account })
}

#[tauri::command]
fn drop_proposal(app: State<'_, App>) -> Taken {
    app.take(Request::DropProposal)
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
fn keep_in_memory(app: State<'_, App>) -> Taken {
    app.take(Request::KeepInMemory)
}

#[tauri::command]
fn use_language(app: State<'_, App>, language: Option<Language>) -> Taken {
    app.take(Request::UseLanguage { language })
}

#[tauri::command]
fn prefer(app: State<'_, App>, preference: Preference, on: bool) -> Taken {
    app.take(Request::Prefer { preference, on })
}

#[tauri::command]
fn show_about(app: State<'_, App>) -> Taken {
    app.take(Request::ShowAbout)
}

#[tauri::command]
fn look_for_update(app: State<'_, App>) -> Taken {
    app.take(Request::LookForUpdate)
}

#[tauri::command]
fn install_update(app: State<'_, App>) -> Taken {
    app.take(Request::InstallUpdate)
}

#[tauri::command]
fn hide_about(app: State<'_, App>) -> Taken {
    app.take(Request::HideAbout)
}

#[tauri::command]
fn open_log_folder(app: AppHandle) {
    let folder = &app.state::<Folders>().logs;
    if let Err(reason) = browser::open_folder(&app, folder) {
        tracing::warn!(?reason, "the folder of the logs was not opened");
    }
}

#[tauri::command]
fn examine(app: State<'_, App>) -> Taken {
    app.take(Request::Examine)
}

#[tauri::command]
fn close_doctor(app: State<'_, App>) -> Taken {
    app.take(Request::CloseDoctor)
}

#[tauri::command]
fn show_set_up(app: State<'_, App>, domain: String) -> Taken {
    app.take(Request::ShowSetUp { domain })
}

#[tauri::command]
fn hide_set_up(app: State<'_, App>) -> Taken {
    app.take(Request::HideSetUp)
}

#[tauri::command]
fn show_report(app: State<'_, App>) -> Taken {
    app.take(Request::ShowReport)
}

#[tauri::command]
fn save_report(app: State<'_, App>) -> Taken {
    app.take(Request::SaveReport)
}

#[tauri::command]
fn hide_report(app: State<'_, App>) -> Taken {
    app.take(Request::HideReport)
}

#[tauri::command]
fn use_return_path(app: State<'_, App>, path: ReturnPath) -> Taken {
    app.take(Request::UseReturnPath { path })
}

/// Puts a text of the window on the clipboard: an id, or words for an administrator.
#[tauri::command]
fn copy_text(app: AppHandle, text: String) {
    if let Err(error) = app.state::<Clipboard>().write(text) {
        tracing::warn!(%error, "nothing was copied");
    }
}
