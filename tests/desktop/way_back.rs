//! The way back from the browser, where it is not simply a link.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use crate::desktop::{Desktop, PROGRAM, until, write_script};
use crate::setting::Setting;

/// The entry that the program makes for itself.
const ENTRY: &str = "mooring-desktop-handler.desktop";
/// What the desktop calls links in its scheme.
const SCHEME: &str = "x-scheme-handler/dev.mooring.desktop";

impl Desktop {
    /// Takes the desktop's means to register a scheme away: the entry cannot be written.
    pub(crate) fn break_registration(&self) {
        let applications = self.home.path().join(".local/share/applications");
        std::fs::create_dir_all(applications.join(ENTRY)).unwrap();
    }

    /// Installs another program that gets the links in this program's scheme.
    pub(crate) fn give_links_away(&self, name: &str) {
        let home = self.home.path();
        let entry = format!(
            "[Desktop Entry]\nType=Application\nName={name}\nExec=/bin/true %u\n\
             MimeType=x-scheme-handler/dev.mooring.desktop;\n"
        );
        let applications = home.join(".local/share/applications");
        std::fs::write(applications.join("other.desktop"), entry).unwrap();
        self.make_default(SCHEME, "other.desktop");
    }

    /// The entry that gets the links in the program's scheme, as `xdg-open` sees it.
    pub(crate) fn link_owner(&self) -> String {
        let mut command = self.command("xdg-mime");
        let output = command.args(["query", "default", SCHEME]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Links in the program's scheme go into a file instead of to it. Gives the file.
    pub(crate) fn divert_links(&self) -> PathBuf {
        let home = self.home.path();
        let (script, links) = (home.join("divert"), home.join("links"));
        write_script(
            &script,
            &format!("printf '%s' \"$1\" > {}", links.display()),
        );
        let applications = home.join(".local/share/applications");
        let entry = applications.join(ENTRY);
        let text = std::fs::read_to_string(&entry).unwrap();
        let replaced = text.replace(
            &format!("{PROGRAM} %u"),
            &format!("{} %u", script.display()),
        );
        assert_ne!(text, replaced, "{text}");
        std::fs::write(&entry, replaced).unwrap();
        links
    }
}

/// The first of the registered ports.
const PORT: u16 = 18791;

/// What the listener answers to somebody who knows its port.
fn ask(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The registered loopback ports are the same for all tests.
static LOOPBACK: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_may_be_this_computers_own_address() {
    let _ports = LOOPBACK.lock().await;
    let setting = Setting::start().await;
    let window = setting.open_signed_in("kenji").await;
    window.click("menu").await;
    window.click("menu-preferences").await;
    window.click("return-path-loopback").await;
    window.click("sheet-close").await;
    window.click("row-provider-notion").await;
    window.click("connect").await;
    setting.browser.see("allow").await;
    assert!(ask(PORT, "/callback?connect_code=c&state=made-up").starts_with("HTTP/1.1 200"));
    let notice = "/notices/0/news/kind";
    window.until(notice, |kind| kind == "unknownLink").await;
    setting.browser.click("allow").await;
    window.see("disconnect").await;
    assert_eq!(window.accounts().await.len(), 1);
    setting.browser.see_text("Back to Mooring").await;
    setting.browser.screenshot("loopback").await;
    let connect = setting.recorded("POST", "connect");
    assert!(
        connect.contains("http://127.0.0.1:18791/callback"),
        "{connect}"
    );
    until("the listener is closed", || {
        TcpStream::connect(("127.0.0.1", PORT)).is_err()
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn where_links_cannot_be_registered_the_way_back_needs_none() {
    let _ports = LOOPBACK.lock().await;
    let setting = Setting::start().await;
    setting.desktop.break_registration();
    let window = setting.open_signed_in("kenji").await;
    let sign_in = setting.browser.addresses().remove(0);
    assert!(sign_in.contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A18791"));
    window.click("row-provider-slack").await;
    window.click("connect").await;
    setting.browser.click("allow").await;
    setting.desktop.see_window_in_front();
    window.see("disconnect").await;
    assert_eq!(window.accounts().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_program_that_gets_the_links_is_told_and_keeps_them_until_they_are_taken() {
    let _ports = LOOPBACK.lock().await;
    let setting = Setting::start().await;
    setting.desktop.give_links_away("Other Program");
    let window = setting.open_signed_in("kenji").await;
    window.see_text("open Other Program on this computer").await;
    window.screenshot("links-elsewhere").await;
    let sign_in = setting.browser.addresses().remove(0);
    assert!(sign_in.contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A18791"));
    assert_eq!(setting.desktop.link_owner(), "other.desktop");

    window.click("menu").await;
    window.click("menu-preferences").await;
    window.see_text("gets these links now").await;
    window.screenshot("links-elsewhere-preferences").await;
    window.click("return-path-deepLink").await;
    let links = "/tenant/deepLinks";
    window.until(links, |ours| ours == true).await;
    window.click("sheet-close").await;
    assert_eq!(setting.desktop.link_owner(), ENTRY);
    window.click("row-provider-slack").await;
    window.click("connect").await;
    setting.browser.click("allow").await;
    window.see("disconnect").await;
    let connect = setting.recorded("POST", "connect");
    assert!(
        connect.contains("dev.mooring.desktop://callback"),
        "{connect}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_takes_the_links_while_this_one_runs_is_noticed_at_the_next_attempt() {
    let _ports = LOOPBACK.lock().await;
    let setting = Setting::start().await;
    let window = setting.open_signed_in("kenji").await;
    setting.desktop.give_links_away("Other Program");
    window.click("row-provider-slack").await;
    window.click("connect").await;
    setting.browser.click("allow").await;
    window.see("disconnect").await;
    let connect = setting.recorded("POST", "connect");
    assert!(
        connect.contains("http://127.0.0.1:18791/callback"),
        "{connect}"
    );
    window.see_text("open Other Program on this computer").await;
}
