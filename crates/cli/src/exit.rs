//! What the program ends with.

use accounts::diagnosis::Diagnosis;

/// A fault of this computer: a file, a port, the program itself.
pub(crate) const HERE: u8 = 1;
/// Something was typed that is not one.
pub(crate) const USAGE: u8 = 2;
/// Somebody has to sign in.
pub(crate) const SIGN_IN: u8 = 3;
/// An account has to be connected.
pub(crate) const CONNECT: u8 = 4;
/// The tenant says no, or is not set up.
pub(crate) const TENANT: u8 = 5;
/// The tenant was not reached.
pub(crate) const NETWORK: u8 = 6;
/// The keychain was not to be used.
pub(crate) const KEYCHAIN: u8 = 7;
/// Ctrl-C (128 and the number of its signal).
pub(crate) const INTERRUPTED: u8 = 130;

/// What the program ends with for a cause.
#[expect(clippy::too_many_lines, reason = "a line for each cause")]
pub(crate) fn code(diagnosis: Diagnosis) -> u8 {
    use Diagnosis as Code;
    match diagnosis {
        Code::DomainInvalid | Code::DomainNotSecure | Code::ClientIdInvalid => USAGE,
        Code::SignInRefused
        | Code::SignInTimedOut
        | Code::SignInCodeRejected
        | Code::OrganizationMismatch
        | Code::SessionEnded
        | Code::MfaRequired
        | Code::AuthenticationUnmet
        | Code::InteractionRequired
        | Code::ProofKeyMissing
        | Code::NobodySignedIn => SIGN_IN,
        Code::ConsentRefused
        | Code::ConnectTimedOut
        | Code::ConnectSessionExpired
        | Code::AccountUnknown
        | Code::VaultTokenMissing
        | Code::VaultTokenRejected => CONNECT,
        Code::TenantUnreachable
        | Code::TenantTimedOut
        | Code::AnswerLost
        | Code::WebPageAnswered
        | Code::TenantNotTrusted => NETWORK,
        Code::KeychainLocked
        | Code::KeychainAbsent
        | Code::KeychainRefused
        | Code::KeychainTimedOut
        | Code::KeychainCorrupt => KEYCHAIN,
        Code::BrowserNotOpened
        | Code::LoopbackUnavailable
        | Code::LinksElsewhere
        | Code::LinksLost
        | Code::ClockWrong
        | Code::PolicyCorrupt
        | Code::SettingsNotSaved
        | Code::SettingsCorrupt
        | Code::NotesCorrupt
        | Code::StartAtLoginNotSet
        | Code::UpdateNotMade
        | Code::ReportNotSaved
        | Code::DemoNotStarted
        | Code::TooManyAttempts
        | Code::ProgramBusy => HERE,
        Code::TenantNotAuth0
        | Code::IssuerMismatch
        | Code::TenantBroken
        | Code::AnswerUnexpected
        | Code::EndlessPages
        | Code::RateLimited
        | Code::IdTokenInvalid
        | Code::OrganizationRefused
        | Code::RefreshTokenMissing
        | Code::PersonUnknown
        | Code::PersonBlocked
        | Code::ProofRejected
        | Code::NonceLoop
        | Code::ClientRejected
        | Code::GrantNotAllowed
        | Code::ClientCredentialInvalid
        | Code::MyAccountNotActivated
        | Code::ClientNotAuthorized
        | Code::AudienceMissing
        | Code::ScopesMissing
        | Code::AccessTokenRejected
        | Code::PermissionMissing
        | Code::RequestRejected
        | Code::ConnectionUnavailable
        | Code::NothingToConnect
        | Code::ConnectFailed
        | Code::ConnectConflict
        | Code::ConnectCodeMissing
        | Code::RotationNotSupported
        | Code::NotResourceServer => TENANT,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const DOCUMENT: &str = include_str!("../../../docs/command-line.md");

    /// The rows of the documents' table of exit codes: the number, and the causes it names.
    fn documented() -> BTreeMap<u8, String> {
        let rows = DOCUMENT.lines().filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.split(" | ");
            let number = cells.next()?.parse().ok()?;
            Some((number, line.to_owned()))
        });
        rows.collect()
    }

    #[test]
    fn every_cause_has_the_code_that_the_documents_say() {
        let documented = documented();
        let numbers: Vec<u8> = documented.keys().copied().collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7, 130]);
        for &diagnosis in Diagnosis::ALL {
            let code = code(diagnosis);
            assert!((HERE..=KEYCHAIN).contains(&code), "{diagnosis:?}");
            let name = serde_json::to_value(diagnosis).unwrap();
            let name = format!("`{}`", name.as_str().unwrap());
            let rows = documented.iter().filter(|(_, row)| row.contains(&name));
            let rows: Vec<u8> = rows.map(|(number, _)| *number).collect();
            assert_eq!(rows, [code], "{name}");
        }
    }
}
