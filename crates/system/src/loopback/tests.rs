use std::time::Duration;

use accounts::callback::{Callback, Incoming};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::*;

/// The ports are the same for all: one test at a time.
static PORTS: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn port(redirect_uri: &str) -> u16 {
    Url::parse(redirect_uri).unwrap().port().unwrap()
}

/// What is answered to a request with these headers, at 127.0.0.1.
async fn send(port: u16, start: &str, headers: &str) -> (String, String) {
    send_to((Ipv4Addr::LOCALHOST, port).into(), start, headers).await
}

async fn send_to(address: SocketAddr, start: &str, headers: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("{start} HTTP/1.1\r\n{headers}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

/// What the browser brought.
async fn came(links: &mut mpsc::Receiver<inbox::Link>) -> Callback {
    match links.recv().await.unwrap().unwrap() {
        Incoming::Callback(callback) => callback,
        Incoming::Proposal(_) => panic!("nobody proposes anything here"),
    }
}

async fn open() -> (Listener, mpsc::Receiver<inbox::Link>) {
    let (inbox, links) = inbox::inbox();
    let listener = Listener::open(None, inbox, Language::En).await.unwrap();
    (listener, links)
}

async fn open_at(redirect_uri: &str) -> Result<Listener, BrowserError> {
    Listener::open(Some(redirect_uri), inbox::inbox().0, Language::En).await
}

#[test]
fn the_page_speaks_the_persons_language() {
    let page = end_page(Language::Ar);
    assert!(page.contains(r#"<html lang="ar" dir="rtl">"#), "{page}");
    assert!(page.contains("العودة إلى Mooring"), "{page}");
    assert!(!page.contains("{title}") && !page.contains("{text}"));
}

#[tokio::test]
async fn an_answer_comes_in_and_nothing_of_it_is_shown() {
    let _alone = PORTS.lock().await;
    let (listener, mut links) = open().await;
    let port = port(listener.redirect_uri());
    let host = format!("Host: 127.0.0.1:{port}");
    let navigation = format!("{host}\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document");
    for headers in [&host, &navigation] {
        let start = "GET /callback?code=secret&state=s";
        let (head, body) = send(port, start, headers).await;
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        for header in [
            "cache-control: no-store",
            "content-security-policy: default-src 'none'; style-src 'sha256-",
            "referrer-policy: no-referrer",
            "x-content-type-options: nosniff",
        ] {
            assert!(head.contains(header), "{header}: {head}");
        }
        assert!(!head.contains("unsafe-inline"), "{head}");
        assert!(!body.contains("secret"));
        assert!(body.contains("<h1>Back to Mooring</h1>"), "{body}");
        let link = came(&mut links).await;
        assert_eq!(link.redirect_uri, listener.redirect_uri());
        assert!(link.answers(&auth0::State::new("s")));
    }
    let (head, body) = send(port, "GET /callback", &host).await;
    assert!(head.contains("script-src 'sha256-"), "{head}");
    assert!(body.contains("location.hash"), "the fragment is asked for");
}

#[tokio::test]
async fn it_listens_to_this_computer_only() {
    let _alone = PORTS.lock().await;
    let (listener, mut links) = open().await;
    let port = port(listener.redirect_uri());
    let start = "GET /callback?code=c&state=s";
    let six = SocketAddr::from((Ipv6Addr::LOCALHOST, port));
    let (head, _) = send_to(six, start, &format!("Host: [::1]:{port}")).await;
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    links.recv().await.unwrap().unwrap();
    // 127.0.0.2 is this computer too, and not what it listens to.
    for other in [Ipv4Addr::new(127, 0, 0, 2), outward()] {
        let refused = TcpStream::connect((other, port)).await;
        assert!(refused.is_err(), "{other} answers");
    }
}

/// This computer's address in its network, if it is in one.
fn outward() -> Ipv4Addr {
    let socket = std::net::UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
    // No packet is sent for this.
    let connected = socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9));
    match connected.and_then(|()| socket.local_addr()) {
        Ok(SocketAddr::V4(address)) if !address.ip().is_loopback() => *address.ip(),
        Ok(_) | Err(_) => Ipv4Addr::new(127, 0, 0, 3),
    }
}

#[tokio::test]
async fn what_no_browser_asks_for_a_person_is_not_taken() {
    let _alone = PORTS.lock().await;
    let (listener, mut links) = open().await;
    let port = port(listener.redirect_uri());
    let host = format!("Host: 127.0.0.1:{port}");
    let mut refused = vec![
        ("GET", "Host: evil.example".to_owned()),
        ("GET", format!("Host: localhost:{port}")),
        ("GET", format!("Host: 127.0.0.1:{}", port ^ 1)),
        ("GET", "Host: 127.0.0.1".to_owned()),
        ("HEAD", host.clone()),
    ];
    for fetch in ["Mode: cors", "Mode: no-cors", "Dest: iframe", "Dest: image"] {
        refused.push(("GET", format!("{host}\r\nSec-Fetch-{fetch}")));
    }
    for (method, headers) in refused {
        for path in ["/callback?code=c&state=s", "/callback/end?code=c&state=s"] {
            let (head, body) = send(port, &format!("{method} {path}"), &headers).await;
            assert!(
                head.starts_with("HTTP/1.1 404"),
                "{method} {headers}: {head}"
            );
            assert!(body.is_empty());
        }
    }
    for start in ["POST /callback?code=c&state=s", "GET /?code=c&state=s"] {
        let (head, _) = send(port, start, &host).await;
        assert!(head.starts_with("HTTP/1.1 4"), "{start}: {head}");
    }
    assert!(links.try_recv().is_err(), "nothing was taken");
}

#[tokio::test]
async fn it_works_when_two_of_its_ports_are_taken() {
    let _alone = PORTS.lock().await;
    until_free().await;
    let by_four = TcpListener::bind((Ipv4Addr::LOCALHOST, port(LOOPBACK[0]))).await;
    let by_six = TcpListener::bind((Ipv6Addr::LOCALHOST, port(LOOPBACK[1]))).await;
    let (listener, mut links) = open().await;
    assert_eq!(listener.redirect_uri(), LOOPBACK[2]);
    let port = port(LOOPBACK[2]);
    let host = format!("Host: 127.0.0.1:{port}");
    send(port, "GET /callback?code=c&state=s", &host).await;
    let link = came(&mut links).await;
    assert_eq!(link.redirect_uri, LOOPBACK[2]);
    let all_taken = Listener::open(None, inbox::inbox().0, Language::En).await;
    assert!(all_taken.is_err(), "three ports, and no more");
    assert!(open_at(LOOPBACK[0]).await.is_err(), "its port is taken");
    drop((by_four.unwrap(), by_six.unwrap()));
}

async fn free(ours: &[&str]) -> Vec<bool> {
    let ports = probe(ours).await.into_iter();
    ports.map(|port| port.taken.is_none()).collect()
}

/// A listener that was closed lets go of its port a little later.
async fn until_free() {
    let all_free = async {
        while free(&[]).await.contains(&false) {
            tokio::task::yield_now().await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(5), all_free).await;
    assert!(in_time.is_ok(), "each port is free");
}

#[tokio::test]
async fn each_port_is_tried_and_left_free() {
    let _alone = PORTS.lock().await;
    until_free().await;
    let held = TcpListener::bind((Ipv4Addr::LOCALHOST, port(LOOPBACK[0]))).await;
    let (listener, _links) = open().await;
    assert_eq!(listener.redirect_uri(), LOOPBACK[1]);
    assert_eq!(free(&[]).await, [false, false, true]);
    assert_eq!(free(&[LOOPBACK[1]]).await, [false, true, true]);
    drop((held.unwrap(), listener));
    until_free().await;
}

#[tokio::test]
async fn it_closes_with_its_attempt_and_frees_its_port() {
    let _alone = PORTS.lock().await;
    let (listener, _links) = open().await;
    let redirect_uri = listener.redirect_uri();
    drop(listener);
    let again = async {
        while open_at(redirect_uri).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    let again = tokio::time::timeout(Duration::from_secs(5), again).await;
    assert!(again.is_ok(), "the port is free again");
}
