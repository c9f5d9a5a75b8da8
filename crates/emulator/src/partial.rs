//! Answers that do not come whole, or not at once.
//!
//! A connection is closed by a body that fails: the server then drops the connection, and with it
//! the head of the answer if nothing was sent yet.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::stream;

/// How a body is sent.
pub(crate) enum Part {
    /// The first half, and then the end of the connection.
    Half,
    /// Byte by byte, with a pause before each.
    Slowly(Duration),
}

/// Sends the body in this way.
pub(crate) async fn in_part(response: Response, part: Part) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return closed();
    };
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    let body = match part {
        // There is nothing to halve.
        Part::Half if body.is_empty() => return closed(),
        Part::Half => half(&body),
        Part::Slowly(pause) => slow(body, pause),
    };
    Response::from_parts(parts, body)
}

/// The first half, and then the end of the connection.
fn half(body: &Bytes) -> Body {
    let first = body.slice(..body.len() / 2);
    Body::from_stream(stream::unfold(Some(first), async |first| {
        if let Some(bytes) = first {
            return Some((Ok(bytes), None));
        }
        // Lets what was sent go out first.
        tokio::time::sleep(Duration::from_millis(1)).await;
        Some((Err(broken()), None))
    }))
}

fn slow(body: Bytes, pause: Duration) -> Body {
    Body::from_stream(stream::unfold((body, pause), async |(mut rest, pause)| {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let byte = rest.split_to(1);
        Some((Ok::<_, io::Error>(byte), (rest, pause)))
    }))
}

/// No answer: the connection ends.
pub(crate) fn closed() -> Response {
    let failing = stream::iter([Err::<Bytes, _>(broken())]);
    Response::new(Body::from_stream(failing))
}

fn broken() -> io::Error {
    io::Error::from(io::ErrorKind::ConnectionReset)
}
