//! A browser that clicks, for the tests of the pages.

use emulator::Config;
use reqwest::Response;

use crate::tenant::{Tenant, location, started};

/// A tenant with its pages.
pub(crate) async fn with_pages(change: impl FnOnce(&mut Config)) -> Tenant {
    started(|config| {
        config.auto_approve = false;
        change(config);
    })
    .await
}

/// The target of the link with this id.
pub(crate) fn link(html: &str, id: &str) -> String {
    let tag = html
        .split("<a ")
        .find(|tag| tag.contains(&format!("id=\"{id}\"")))
        .unwrap_or_else(|| panic!("no link {id} in {html}"));
    let target = tag
        .split("href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    target.replace("&amp;", "&")
}

pub(crate) async fn follow(tenant: &Tenant, response: &Response, cookie: Option<&str>) -> Response {
    let target = location(response);
    let mut request = tenant.http.get(target);
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    request.send().await.unwrap()
}

pub(crate) async fn html(response: Response) -> String {
    response.text().await.unwrap()
}

pub(crate) fn cookie(response: &Response) -> String {
    let value = response.headers()["set-cookie"].to_str().unwrap();
    value.split(';').next().unwrap().to_owned()
}
