//! What can go wrong between this computer and a tenant.
//!
//! The question that matters is whether the request was sent. Whatever fails while connecting was
//! before it; whatever fails later may have been after it.

use std::error::Error as StdError;

use crate::error::Error;

/// The cause of a request that got no answer.
pub(crate) fn classify(error: &reqwest::Error, host: &str) -> Error {
    let host = host.to_owned();
    if error.is_builder() {
        return Error::NotSent(innermost(error));
    }
    if !error.is_connect() {
        return lost(error, host);
    }
    if let Some(reason) = distrust(error) {
        return Error::NotTrusted { host, reason };
    }
    let reason = if error.is_timeout() {
        "no connection in time".to_owned()
    } else {
        innermost(error)
    };
    Error::Unreachable { host, reason }
}

/// The cause of an answer that did not arrive whole.
pub(crate) fn lost(error: &reqwest::Error, host: String) -> Error {
    if error.is_timeout() {
        return Error::TimedOut { host };
    }
    Error::AnswerLost {
        host,
        reason: innermost(error),
    }
}

/// The system's words, without the address, which is in the outer ones.
fn innermost(error: &reqwest::Error) -> String {
    let Some(mut reason) = error.source() else {
        return "no reason is known".to_owned();
    };
    while let Some(deeper) = reason.source() {
        reason = deeper;
    }
    reason.to_string()
}

/// The certificate problem inside `error`, if that is what it is.
fn distrust(error: &reqwest::Error) -> Option<String> {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(tls) = error.downcast_ref::<rustls::Error>() {
            // The systems' own verifiers tell some of their refusals in words only.
            return matches!(
                tls,
                rustls::Error::InvalidCertificate(_)
                    | rustls::Error::NoCertificatesPresented
                    | rustls::Error::General(_)
                    | rustls::Error::Other(_)
            )
            .then(|| tls.to_string());
        }
        cause = deeper(error);
    }
    None
}

/// The next error in. An `io::Error` hides the one that it carries: its source is already that of
/// the carried one.
fn deeper<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    let Some(io) = error.downcast_ref::<std::io::Error>() else {
        return error.source();
    };
    match io.get_ref() {
        Some(carried) => Some(carried),
        None => io.source(),
    }
}
