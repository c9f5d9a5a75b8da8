//! What the pages share: the frame, redirects, error pages.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use url::Url;

/// Nothing from elsewhere and no script. `form-action` is left out: the pages have no forms, and
/// browsers would hold it against redirects to an application's own scheme.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const STYLE: &str = include_str!("style.css");

/// A whole page.
pub(crate) fn page(status: StatusCode, title: &str, body: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"/emulator/style.css\"></head>\
         <body><main>{body}</main>\
         <footer>A tenant emulator on this computer. None of these accounts is real.</footer>\
         </body></html>",
        title = escape(title),
    );
    let headers: [(HeaderName, HeaderValue); 4] = [
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
    ];
    (status, headers, Html(html)).into_response()
}

/// A page that says what went wrong.
pub(crate) fn failure(status: StatusCode, title: &str, text: &str) -> Response {
    let body = format!("<h1>{}</h1><p>{}</p>", escape(title), escape(text));
    page(status, title, &body)
}

/// GET `/emulator/style.css`.
pub(crate) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

/// Any other address.
pub(crate) async fn unknown() -> Response {
    failure(
        StatusCode::NOT_FOUND,
        "Nothing here",
        "This address leads nowhere.",
    )
}

/// 302 to an address.
pub(crate) fn redirect(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(value) => (
            StatusCode::FOUND,
            [
                (header::LOCATION, value),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
                (
                    header::REFERRER_POLICY,
                    HeaderValue::from_static("no-referrer"),
                ),
            ],
        )
            .into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// 302 to an application's callback, with answers in the query (contract 2, item 3).
pub(crate) fn callback(
    redirect_uri: &str,
    pairs: &[(&str, &str)],
    state: Option<&str>,
) -> Response {
    match answered(redirect_uri, pairs, state) {
        Some(address) => redirect(address.as_str()),
        None => no_address(),
    }
}

/// 302 to an application's callback, with answers in the fragment.
pub(crate) fn callback_by_fragment(
    redirect_uri: &str,
    pairs: &[(&str, &str)],
    state: Option<&str>,
) -> Response {
    let (Some(address), Ok(mut target)) = (
        answered(redirect_uri, pairs, state),
        Url::parse(redirect_uri),
    ) else {
        return no_address();
    };
    target.set_fragment(address.query());
    redirect(target.as_str())
}

fn answered(redirect_uri: &str, pairs: &[(&str, &str)], state: Option<&str>) -> Option<Url> {
    let mut address = Url::parse(redirect_uri).ok()?;
    address
        .query_pairs_mut()
        .extend_pairs(pairs)
        .extend_pairs(state.map(|state| ("state", state)));
    // A plus sign means a space only to those who decode forms.
    let query = address.query().unwrap_or_default().replace('+', "%20");
    address.set_query((!query.is_empty()).then_some(&query));
    Some(address)
}

fn no_address() -> Response {
    failure(
        StatusCode::BAD_REQUEST,
        "Callback URL mismatch.",
        "The allowed callback is not an address.",
    )
}

/// Text for HTML, in elements and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
