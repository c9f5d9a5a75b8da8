//! The shell: everything that needs Tauri, and no decision.
//!
//! It gives the program of the `accounts` crate the ports that need a window or the desktop
//! ([`browser`], [`desktop`]); the others are those of the `system` crate. It carries the window's
//! requests to the program ([`commands`]) and the browser's answers ([`links`]), and shows its
//! snapshots.

mod arguments;
mod browser;
mod clipboard;
mod commands;
mod desktop;
mod links;
mod not_started;
mod window;

use std::error::Error;
use std::process::ExitCode;

use accounts::ports::Ports;
use accounts::{App, Start};
use system::folders::Folders;
use system::inbox::{Inbox, Link};
use system::{Files, Keychain, Policy, clock, demo, inbox, log, process};
use tauri::{AppHandle, Manager, RunEvent};
use tokio::sync::mpsc::Receiver;

use crate::arguments::Arguments;
use crate::clipboard::Clipboard;

/// Runs the program until its window closes.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match arguments::read() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let drawing = window::Drawing::choose();
    let context = tauri::generate_context!();
    // As the plugin makes it.
    #[cfg(target_os = "linux")]
    let portal = desktop::Portal::ask(&format!("{}.SingleInstance", context.config().identifier));
    // There before the first plugin is: a link of a process that comes right after this one waits in it.
    let (inbox, links) = inbox::inbox();
    let builder = tauri::Builder::default()
        .manage(inbox)
        // The first plugin, so that a second process leaves before it starts anything.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            // A link brings the window by itself, once it was looked at.
            let linked = links::take_from(app, &arguments);
            if !linked && !arguments::is_hidden(&arguments) {
                window::raise(app);
            }
        }))
        .plugin(tauri_plugin_opener::init())
        .manage(Clipboard::default())
        .plugin(window::remember_place())
        .invoke_handler(commands::handler())
        .on_window_event(window::on_event)
        .setup(move |app| {
            let begun = open_log(app).and_then(|(folders, log)| {
                #[cfg(target_os = "linux")]
                portal.follow_scheme();
                set_up(app, &arguments, drawing, &folders, &log, links)
            });
            if let Err(error) = begun {
                not_started::tell(app.handle(), &error);
            }
            Ok(())
        });
    #[cfg(feature = "updater")]
    let builder = builder.plugin(tauri_plugin_updater::Builder::new().build());
    // On Linux the program asks the desktop itself.
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_deep_link::init());
    match builder.build(context) {
        Ok(app) => {
            app.run(|app, event| stay(app, &event));
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the program could not start");
            ExitCode::FAILURE
        }
    }
}

/// The program outlives its window while the tray can bring it back.
fn stay(app: &AppHandle, event: &RunEvent) {
    if let RunEvent::ExitRequested {
        code: None, api, ..
    } = event
        && window::may_be_away(app)
    {
        api.prevent_exit();
        return;
    }
    if matches!(event, RunEvent::Exit) {
        app.state::<Clipboard>().hand_over();
    }
}

fn open_log(app: &tauri::App) -> Result<(Folders, log::Log), Box<dyn Error>> {
    let folders = Folders::open()?;
    let log = log::start(&folders.logs)?;
    app.manage(folders.clone());
    Ok((folders, log))
}

fn set_up(
    app: &mut tauri::App,
    arguments: &Arguments,
    drawing: window::Drawing,
    folders: &Folders,
    log: &log::Log,
    links: Receiver<Link>,
) -> Result<(), Box<dyn Error>> {
    let handle = app.handle();
    app.manage(desktop::Standing::default());
    let mut failures = Vec::new();
    let policy = Policy::read(&Policy::path()).unwrap_or_else(|failure| {
        failures.push(failure);
        Policy::default()
    });
    let files = Files::of(&folders.config)
        .under(policy)
        .with_tenants(&folders.cache);
    let settings = files.settings().unwrap_or_else(|failure| {
        failures.push(failure);
        files.without_a_file()
    });
    log.follow(settings.log_level);
    let drawing = drawing.heed(settings.safe_rendering);
    let notes = files.notes().unwrap_or_else(|failure| {
        failures.push(failure);
        accounts::notes::Notes::default()
    });
    let owner = links::own(handle, false);
    let desktop = desktop::facts(handle);
    let opening = arguments.opening(settings.tray && desktop.tray);
    // From here on secrets may be in memory. Not before the desktop's portal was asked: it serves
    // nobody whom it cannot look into, and knows those whom it has served.
    process::harden();
    let inbox = app.state::<Inbox>().inner().clone();
    let ports = Ports {
        clock: Box::new(clock::SystemClock),
        vault: Box::new(Keychain::start(&folders.config)?),
        browser: Box::new(browser::SystemBrowser::new(handle.clone(), inbox.clone())),
        settings: Box::new(files),
        demo: Box::new(demo::InnerTenant::default()),
        desktop: Box::new(desktop::SystemDesktop::new(handle.clone())),
    };
    let start = Start {
        settings: arguments.profile(settings),
        notes,
        failures,
        desktop,
        links: owner,
        demo: arguments.demo,
        invitation: arguments.invitation.clone(),
        client_credential: arguments.client_credential()?,
    };
    let http = auth0::Http::new(std::sync::Arc::new(clock::now))?;
    let program = tauri::async_runtime::block_on(async { App::start(start, ports, http) });
    app.manage(program.clone());
    links::receive(app.handle(), &inbox);
    links::deliver(app.handle().clone(), program, links);
    // The keychain is read and the tenant asked while the window is made.
    window::open(app.handle(), opening, drawing)?;
    window::tell_opening(app.handle(), opening);
    Ok(())
}
