//! Where the next page begins is the tenant's own text, and never more than one value of a query.

use proptest::prelude::*;
use reqwest::Url;

use crate::page::{Cursor, request};

proptest! {
    #[test]
    fn no_cursor_builds_another_address(
        from in prop_oneof![".*", "[./%2e\\\\?&=#\t\r\n:@]{0,8}", "(take|from)=[0-9]{1,3}&.*"],
    ) {
        let list = Url::parse("https://t.example/me/v1/connected-accounts/accounts").unwrap();
        let asked = request(list.clone(), Some(&Cursor(from.clone())));
        let url = asked.url();
        prop_assert_eq!((url.origin(), url.path()), (list.origin(), list.path()));
        prop_assert!(url.fragment().is_none() && url.username().is_empty());
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let take = ("take".to_owned(), "20".to_owned());
        prop_assert_eq!(pairs, [take, ("from".to_owned(), from)]);
    }
}
