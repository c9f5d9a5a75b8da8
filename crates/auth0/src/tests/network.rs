//! Proxies and certificates, which come from the environment of a process.
//!
//! A process cannot change its own environment safely, so each of these tests starts itself once
//! more, with another one, and tells the copy on its standard input which tenant to look for.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::*;

/// The copy: looks for the tenant, and tells what it found.
#[tokio::test]
#[ignore = "the other tests of this file start it"]
async fn look() {
    let mut address = String::new();
    std::io::stdin().read_to_string(&mut address).unwrap();
    let http = Http::with_limits(TestClock::new().reader(), limits()).unwrap();
    let address = TenantAddress::parse(&address).unwrap();
    let proxy = http.proxy_to(&address);
    match Tenant::discover(&http, &address, CLIENT).await {
        Ok(_) => println!("FOUND by {proxy:?}"),
        Err(error) => println!("ERROR {error:?} by {proxy:?}"),
    }
}

/// What the copy finds with this environment, and no other proxy in it.
async fn found(address: &str, environment: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "tests::network::look",
            "--ignored",
            "--nocapture",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    for name in [
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "REQUEST_METHOD",
    ] {
        command
            .env_remove(name)
            .env_remove(name.to_ascii_lowercase());
    }
    command.envs(environment.iter().copied());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(address.as_bytes())
        .unwrap();
    let output = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap());
    let output = String::from_utf8(output.await.unwrap().stdout).unwrap();
    let line = output
        .lines()
        .find(|line| line.contains("FOUND") || line.contains("ERROR"));
    line.expect("the copy says something").to_owned()
}

#[tokio::test]
async fn a_tenant_on_this_computer_is_never_reached_through_a_proxy() {
    let proxy = Stub::start(|_, _| Reply::new(403, "")).await;
    let tenant = stub(|_| None).await;
    let proxy_address = format!("http://127.0.0.1:{}", proxy.port);
    let names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
    let environment = names.map(|name| (name, proxy_address.as_str()));
    let address = format!("http://127.0.0.1:{}", tenant.port);
    assert!(
        found(&address, &environment)
            .await
            .contains("FOUND by None")
    );
    assert_eq!(proxy.count(&format!("{address}{DISCOVERY}")), 0);
}

#[tokio::test]
async fn any_other_tenant_is_reached_through_the_proxy_of_the_environment() {
    let proxy = Stub::start(|_, _| Reply::new(403, "")).await;
    let proxy_address = format!("http://somebody:secret@127.0.0.1:{}", proxy.port);
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
        let before = proxy.count("acme.invalid:443");
        let line = found("https://acme.invalid", &[(name, &proxy_address)]).await;
        assert!(line.contains("Unreachable"), "{line}");
        let told = format!("by Some(\"127.0.0.1:{}\")", proxy.port);
        assert!(line.contains(&told), "{line}");
        let tunnels = proxy.count("acme.invalid:443") - before;
        assert_eq!(tunnels, 3, "{name}: one for each try");
    }
    let around = [
        ("HTTPS_PROXY", proxy_address.as_str()),
        ("NO_PROXY", ".invalid"),
    ];
    let before = proxy.count("acme.invalid:443");
    found("https://acme.invalid", &around).await;
    assert_eq!(
        proxy.count("acme.invalid:443"),
        before,
        "NO_PROXY leads around it"
    );
}

#[tokio::test]
async fn a_socks_proxy_is_spoken_to_in_its_own_way() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("socks5h://{}", listener.local_addr().unwrap());
    let greeting = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read_u8().await.unwrap()
    });
    let line = found("https://acme.invalid", &[("ALL_PROXY", &proxy)]).await;
    assert!(line.contains("Unreachable"), "{line}");
    assert_eq!(
        greeting.await.unwrap(),
        5,
        "the version, RFC 1928 section 3"
    );
}

/// A tenant that speaks TLS with a certificate that nobody signed, and that certificate.
async fn tls() -> (Stub, String) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let stub = Stub::serve(
        |host, _| {
            let (_, port) = host.split_once(':').unwrap();
            let document = discovery(&format!("localhost:{port}")).to_string();
            Reply::new(200, document.replace("http://", "https://"))
        },
        move |stream| {
            let stream = acceptor.accept(stream);
            async move { stream.await.ok() }
        },
    )
    .await;
    (stub, cert.pem())
}

#[tokio::test]
async fn a_certificate_that_nobody_signed_is_not_trusted() {
    let (stub, _) = tls().await;
    let address = TenantAddress::parse(&format!("https://localhost:{}", stub.port)).unwrap();
    let error = Tenant::discover(&http(), &address, CLIENT)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::NotTrusted { .. }), "{error:?}");
    assert!(!error.may_have_happened());
}

#[tokio::test]
async fn who_issued_a_certificate_is_seen_whether_it_is_trusted_or_not() {
    let (stub, _) = tls().await;
    let address = TenantAddress::parse(&format!("https://localhost:{}", stub.port)).unwrap();
    let seen = http().certificate_issuer(&address).await.unwrap();
    assert_eq!(seen.as_deref(), Some("rcgen self signed cert"));
    let plain = TenantAddress::parse("http://127.0.0.1:1").unwrap();
    assert_eq!(http().certificate_issuer(&plain).await.unwrap(), None);
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn the_certificates_of_the_environment_are_trusted() {
    let (stub, certificate) = tls().await;
    let address = format!("https://localhost:{}", stub.port);
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("company.pem");
    std::fs::write(&file, certificate).unwrap();
    let (file, directory) = (file.to_str().unwrap(), directory.path().to_str().unwrap());
    let environments = [("SSL_CERT_FILE", file), ("SSL_CERT_DIR", directory)];
    for one in environments {
        let line = found(&address, &[one]).await;
        assert!(line.contains("FOUND"), "{one:?}: {line}");
    }
}

#[tokio::test]
async fn a_system_without_certificates_trusts_nobody_and_reaches_itself() {
    let nothing = tempfile::tempdir().unwrap();
    let folder = nothing.path().to_string_lossy().into_owned();
    let file = nothing
        .path()
        .join("none.pem")
        .to_string_lossy()
        .into_owned();
    let environment = [("SSL_CERT_FILE", &*file), ("SSL_CERT_DIR", &*folder)];
    let (secure, _) = tls().await;
    let line = found(&format!("https://localhost:{}", secure.port), &environment).await;
    assert!(line.contains("NotTrusted"), "{line}");
    let tenant = stub(|_| None).await;
    let line = found(&format!("http://127.0.0.1:{}", tenant.port), &environment).await;
    assert!(line.contains("FOUND"), "{line}");
}
