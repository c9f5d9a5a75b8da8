//! A server of one connection per request that answers by a script, keeps what it was asked, and
//! can misbehave in the ways that a real one does.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use url::form_urlencoded;

/// A request that arrived.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    pub(crate) method: String,
    /// Path and query, as they were sent.
    pub(crate) target: String,
    /// By names in small letters.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The fields of a form.
    pub(crate) fn form(&self) -> HashMap<String, String> {
        form_urlencoded::parse(self.body.as_bytes())
            .into_owned()
            .collect()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// What comes back.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// A whole answer.
    Answer {
        status: u16,
        headers: Vec<(String, String)>,
        body: String,
    },
    /// These bytes, and the end of the connection.
    Raw(&'static str),
    /// Nothing, for as long as the client waits.
    Silence,
}

impl Reply {
    pub(crate) fn new(status: u16, body: impl Into<String>) -> Self {
        Self::Answer {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    pub(crate) fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::new(status, body.to_string()).with("Content-Type", "application/json")
    }

    pub(crate) fn with(self, name: &str, value: impl Into<String>) -> Self {
        match self {
            Self::Answer {
                status,
                mut headers,
                body,
            } => {
                headers.push((name.to_owned(), value.into()));
                Self::Answer {
                    status,
                    headers,
                    body,
                }
            }
            Self::Raw(_) | Self::Silence => self,
        }
    }
}

/// The server. It ends with the test's runtime.
pub(crate) struct Stub {
    pub(crate) port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Stub {
    /// Serves on a port of this computer; the script sees the address, and each request.
    pub(crate) async fn start(
        script: impl Fn(&str, &Seen) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::serve(script, |stream| async { Some(stream) }).await
    }

    /// As [`Self::start`], with something between the connection and the protocol.
    pub(crate) async fn serve<S, F>(
        script: impl Fn(&str, &Seen) -> Reply + Send + Sync + 'static,
        accept: impl Fn(TcpStream) -> F + Send + 'static,
    ) -> Self
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        F: Future<Output = Option<S>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (script, kept) = (Arc::new(script), Arc::clone(&seen));
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (stream, script, kept) = (accept(stream), Arc::clone(&script), kept.clone());
                tokio::spawn(async move {
                    if let Some(stream) = stream.await {
                        answer(stream, |request| {
                            kept.lock().unwrap().push(request.clone());
                            script(&format!("127.0.0.1:{port}"), request)
                        })
                        .await;
                    }
                });
            }
        });
        Self { port, seen }
    }

    /// What arrived under this path, in order.
    pub(crate) fn seen(&self, path: &str) -> Vec<Seen> {
        let seen = self.seen.lock().unwrap();
        let here = seen.iter().filter(|request| request.path() == path);
        here.cloned().collect()
    }

    pub(crate) fn count(&self, path: &str) -> usize {
        self.seen(path).len()
    }
}

async fn answer<S: AsyncRead + AsyncWrite + Unpin>(stream: S, script: impl FnOnce(&Seen) -> Reply) {
    let mut stream = BufReader::new(stream);
    let Some(request) = read(&mut stream).await else {
        return;
    };
    let text = match script(&request) {
        Reply::Answer {
            status,
            headers,
            body,
        } => {
            let line = |(name, value): &(String, String)| [name, ": ", value, "\r\n"].concat();
            let headers: String = headers.iter().map(line).collect();
            let length = body.len();
            format!(
                "HTTP/1.1 {status} X\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
        }
        Reply::Raw(text) => text.to_owned(),
        Reply::Silence => {
            // The client's end of the connection is the end of its patience.
            stream.read_to_end(&mut Vec::new()).await.unwrap();
            return;
        }
    };
    // The client may have gone already: that is its test's business.
    if stream.write_all(text.as_bytes()).await.is_ok() {
        drop(stream.shutdown().await);
    }
}

async fn read<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<Seen> {
    let mut line = String::new();
    stream.read_line(&mut line).await.ok()?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let mut request = Seen {
        method: words.next()?,
        target: words.next()?,
        ..Seen::default()
    };
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        let value = value.trim().to_owned();
        request.headers.insert(name.to_ascii_lowercase(), value);
    }
    let length = request.header("content-length").unwrap_or("0");
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body).await.ok()?;
    request.body = String::from_utf8(body).unwrap();
    Some(request)
}
