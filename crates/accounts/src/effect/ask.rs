//! What the tenant is asked for.

use auth0::{
    Access, AuthorizationOptions, AuthorizationParams, AuthorizationRequest, Completion,
    ConnectRequest, ConnectTicket, Error, MULTI_FACTOR, Prompt, State,
};

use super::{Ask, Runner, SessionError, SignInOptions, SignInTrip};
use crate::message::{Link, Message, Reply};
use crate::session::{Call, List};
use crate::settings::Profile;

/// How long a sign-in waits for the browser, in seconds. The tenant names no limit; people read.
const SIGN_IN_LIFETIME: u32 = 600;

impl Runner {
    pub(super) async fn ask(&self, profile: Profile, ask: Ask) -> Message {
        match ask {
            Ask::Discover => {
                let outcome = self.discover(&profile).await.map(|_| ());
                Message::Discovered { profile, outcome }
            }
            Ask::PrepareSignIn {
                trip,
                state,
                options,
            } => {
                let outcome = self
                    .prepare_sign_in(&profile, &trip, &state, &options)
                    .await;
                let attempt = trip.attempt;
                Message::Prepared { attempt, outcome }
            }
            Ask::SignIn(exchange) => {
                let outcome = self.sign_in(&profile, &exchange).await;
                let attempt = exchange.trip.attempt;
                Message::SignedIn { attempt, outcome }
            }
            Ask::SwitchPerson => Message::Switched(self.switch_person(&profile).await),
            Ask::Renew { session } => Message::Renewed {
                session,
                outcome: self.renew(&profile).await,
            },
            Ask::CheckVault {
                account,
                connection,
            } => {
                let outcome = self.check_vault(&profile, &connection).await;
                Message::Checked { account, outcome }
            }
            Ask::Call {
                call,
                again,
                access,
            } => {
                let outcome = self.call(&profile, &call, &access).await;
                Message::Called {
                    call,
                    again,
                    outcome,
                }
            }
            Ask::SignOut {
                browser_session,
                in_browser,
            } => {
                let report = self.sign_out(&profile).await;
                if in_browser {
                    let session = browser_session.as_deref();
                    self.sign_out_in_browser(&profile, session).await;
                }
                Message::SignedOut(report)
            }
        }
    }

    async fn prepare_sign_in(
        &self,
        profile: &Profile,
        trip: &SignInTrip,
        state: &State,
        options: &SignInOptions,
    ) -> Result<Link, SessionError> {
        let tenant = self.tenant(profile).await.map_err(SessionError::Tenant)?;
        let credentials = self.new_credentials(profile, &tenant).await?;
        let request = AuthorizationRequest {
            redirect_uri: &trip.redirect_uri,
            state,
            nonce: &trip.nonce,
            code_verifier: &trip.code_verifier,
            dpop_key: credentials.dpop_key.as_ref(),
            options: AuthorizationOptions {
                prompt: options.confirms.then_some(Prompt::Login),
                max_age: options.confirms.then_some(0),
                acr_values: options.confirms.then_some(MULTI_FACTOR),
                login_hint: options.login_hint.as_deref(),
                organization: profile.options.organization.as_deref(),
                invitation: options.invitation.as_deref(),
                ui_locales: Some(options.language.tag()),
            },
        };
        Ok(Link {
            url: tenant
                .authorization_url(&request)
                .map_err(SessionError::Tenant)?,
            auth_session: None,
            lifetime_seconds: SIGN_IN_LIFETIME,
        })
    }

    async fn call(&self, profile: &Profile, call: &Call, access: &Access) -> Result<Reply, Error> {
        let tenant = self.tenant(profile).await?;
        let my_account = tenant.my_account(access);
        match call {
            Call::Accounts { from, .. } => {
                Ok(Reply::Accounts(my_account.accounts(from.as_ref()).await?))
            }
            Call::Connections { from, .. } => {
                let page = my_account.connections(from.as_ref()).await?;
                Ok(Reply::Connections(page))
            }
            Call::Examine { list, .. } => match list {
                List::Accounts => Ok(Reply::Accounts(my_account.accounts(None).await?)),
                List::Connections => Ok(Reply::Connections(my_account.connections(None).await?)),
            },
            Call::Connect {
                wish,
                another,
                language,
                redirect_uri,
                state,
                code_verifier,
                ..
            } => {
                let request = ConnectRequest {
                    connection: &wish.connection,
                    redirect_uri,
                    state,
                    code_verifier,
                    scopes: &wish.scopes,
                    authorization_params: AuthorizationParams {
                        login_hint: wish.hint.as_deref(),
                        prompt: another.then_some(Prompt::SelectAccount),
                        ui_locales: Some(language.tag()),
                        ..AuthorizationParams::default()
                    },
                };
                Ok(Reply::Link(my_account.connect(&request).await?.into()))
            }
            Call::Complete {
                auth_session,
                connect_code,
                redirect_uri,
                code_verifier,
                ..
            } => {
                let completion = Completion {
                    auth_session,
                    connect_code,
                    redirect_uri,
                    code_verifier,
                };
                Ok(Reply::Connected(my_account.complete(&completion).await?))
            }
            Call::Disconnect { account } => {
                my_account.delete(account).await?;
                Ok(Reply::Disconnected)
            }
        }
    }

    async fn sign_out_in_browser(&self, profile: &Profile, browser_session: Option<&str>) {
        let opened = match self.tenant(profile).await {
            Ok(tenant) => tenant
                .logout_url(browser_session)
                .map_err(|error| error.to_string())
                .and_then(|url| {
                    let opened = self.ports.browser.open(&url);
                    opened.map_err(|error| error.to_string())
                }),
            Err(error) => Err(error.to_string()),
        };
        if let Err(reason) = opened {
            tracing::warn!(reason, "the session in the browser was not ended");
        }
    }
}

impl From<ConnectTicket> for Link {
    fn from(ticket: ConnectTicket) -> Self {
        Self {
            url: ticket.url,
            auth_session: Some(ticket.auth_session),
            lifetime_seconds: u32::try_from(ticket.expires_in.as_secs()).unwrap_or(u32::MAX),
        }
    }
}
