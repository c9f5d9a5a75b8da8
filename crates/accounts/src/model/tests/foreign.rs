//! What a tenant calls its things: shown as plain text, and sent back as it said them.

use auth0::{ConnectedAccount, Connection};

use super::desk::{Desk, account, calls, connection, page, renewed, session, vault};
use crate::message::{Message, Reply, Wish};
use crate::session::Call;
use crate::view::{PermissionGroupView, ProviderView};

const NAME: &str = "har\u{202e}bour\u{200b}";
const SCOPE: &str = "read:\u{2066}boats\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}";
const SHOWN: &str = "read:boats\u{301}\u{301}\u{301}\u{301}";

/// Somebody with an account of a provider, both of names that would play with the window.
fn desk() -> Desk {
    let twice = vec![SCOPE.to_owned(); 2];
    let offered = Connection {
        scopes: twice.clone(),
        ..connection(NAME)
    };
    let connected = ConnectedAccount {
        scopes: twice,
        org_id: Some("org_\u{202e}1\u{0}".to_owned()),
        ..account("cac_1", NAME)
    };
    let mut desk = Desk::starting();
    desk.send(vault(Some(session()), None));
    for (call, again) in calls(desk.send(renewed())) {
        let reply = if matches!(call, Call::Accounts { .. }) {
            Reply::Accounts(page(vec![connected.clone()]))
        } else {
            Reply::Connections(page(vec![offered.clone()]))
        };
        desk.send(Message::Called {
            call,
            again,
            outcome: Ok(reply),
        });
    }
    desk
}

fn see_plain(permissions: &[PermissionGroupView], scopes: &[String]) {
    assert_eq!(scopes, [SCOPE], "as it is asked for, and once");
    let [group] = permissions else {
        panic!("{permissions:?}");
    };
    let [permission] = group.permissions.as_slice() else {
        panic!("{group:?}");
    };
    assert_eq!((&*permission.scope, &*permission.shown), (SCOPE, SHOWN));
}

#[test]
fn what_a_tenant_calls_its_things_is_shown_as_plain_text() {
    let view = desk().accounts();
    let (account, provider) = (&view.connected[0], &view.connectable[0]);
    for name in [&account.provider, &provider.provider] {
        assert_eq!(name, "harbour");
    }
    assert_eq!(account.organization.as_deref(), Some("org_1"));
    see_plain(&account.permissions, &account.scopes);
    see_plain(&provider.permissions, &provider.scopes);
}

#[test]
fn what_a_tenant_calls_its_things_is_sent_back_as_it_said_it() {
    let mut desk = desk();
    let ProviderView {
        connection, scopes, ..
    } = desk.accounts().connectable.remove(0);
    let (_, (call, _)) = desk.begin_connect(Wish {
        connection,
        account: None,
        scopes,
        hint: None,
        nickname: None,
    });
    let Call::Connect { wish, .. } = call else {
        panic!("{}", call.name());
    };
    assert_eq!(wish.connection, NAME);
    assert_eq!(wish.scopes, [SCOPE]);
    let asked = desk.accounts().available[0].attempt.clone().unwrap().asked;
    let asked = asked.unwrap();
    see_plain(&asked.permissions, &asked.scopes);
}
